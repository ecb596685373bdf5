using Guarded.Analyzers.CodeFixes.Locks;
using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5001.</summary>
public sealed class LeaseNotReleasedTests
{
    [Theory]
    [InlineData("await [|_gate.WaitAsync()|]; await WorkAsync(); _gate.Release();")]
    [InlineData("await [|_gate.WaitAsync(token)|].ConfigureAwait(false); Work(); _gate.Release();")]
    [InlineData("[|_gate.Wait()|]; Work(); _gate.Release();")]
    [InlineData("[|this._gate.Wait()|]; Work(); _gate.Release();")]
    [InlineData("await [|_gate.WaitAsync()|]; if (_count > 0) return 1; try { await WorkAsync(); } finally { _gate.Release(); }")]
    [InlineData("await [|_gate.WaitAsync()|]; await WorkAsync(); try { Work(); } finally { _gate.Release(); }")]
    [InlineData("await [|_gate.WaitAsync()|]; try { await WorkAsync(); } catch (IOException) { return 1; } _gate.Release();")]
    [InlineData("await [|_gate.WaitAsync()|]; try { await WorkAsync(); } catch (Exception) { return 1; } _gate.Release();")]
    [InlineData("await [|_gate.WaitAsync()|]; try { await WorkAsync(); _gate.Release(); } catch (Exception e) { Console.WriteLine(e); throw; }")]
    [InlineData("await [|_gate.WaitAsync()|]; try { await WorkAsync(); _gate.Release(); } catch (IOException) { _gate.Release(); throw; }")]
    [InlineData("await [|_gate.WaitAsync()|]; if (flag) { _gate.Release(); return 1; } await WorkAsync(); _gate.Release();")]
    [InlineData("if (await [|_gate.WaitAsync(100)|]) { await WorkAsync(); _gate.Release(); }")]
    [InlineData("if (!await [|_gate.WaitAsync(100)|]) return 1; await WorkAsync(); _gate.Release();")]
    [InlineData("var taken = await [|_gate.WaitAsync(100)|]; if (!taken) return 1; await WorkAsync(); _gate.Release();")]
    [InlineData("foreach (var one in _list) { await [|_gate.WaitAsync()|]; if (one == name) continue; _count++; _gate.Release(); } await Task.WhenAll();")]
    [InlineData("foreach (var one in _list) { await [|_gate.WaitAsync()|]; await WorkAsync(); _gate.Release(); }")]
    [InlineData("switch (_count) { case 1: await [|_gate.WaitAsync()|]; await WorkAsync(); _gate.Release(); break; }")]
    [InlineData("using (var stream = new MemoryStream()) { await [|_gate.WaitAsync()|]; await WorkAsync(); _gate.Release(); }")]
    [InlineData("var throttle = new SemaphoreSlim(4); await Task.WhenAll(_list.Select(async one => { await [|throttle.WaitAsync()|]; await WorkAsync(); throttle.Release(); }));")]
    [InlineData("_gate.WaitAsync().Wait(); try { Work(); } finally { _gate.Release(); } [|_gate.WaitAsync()|].GetAwaiter().GetResult(); Work(); _gate.Release();")]
    [InlineData("await [|_eventSemaphore.WaitAsync()|]; await WorkAsync(); _eventSemaphore.Release(); } private readonly SemaphoreSlim _eventSemaphore = new(1, 1); async Task<int> N() { await Task.Yield();")]
    [InlineData("Action run = () => { [|_gate.Wait()|]; Work(); _gate.Release(); }; run();")]
    [InlineData("await [|_gate.WaitAsync()|]; throw new InvalidOperationException(); ")]
    public Task A_semaphore_that_a_path_leaves_taken_is_found(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.In(statements)) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("[|Monitor.Enter(_sync)|]; Work(); Monitor.Exit(_sync);")]
    [InlineData("[|Monitor.Enter(_sync)|]; if (flag) return; try { Work(); } finally { Monitor.Exit(_sync); }")]
    [InlineData("if (!Monitor.TryEnter(_sync, 10)) return; Monitor.Exit(_sync); if ([|Monitor.TryEnter(_sync, 10)|]) { Work(); Monitor.Exit(_sync); }")]
    [InlineData("while (![|Monitor.TryEnter(_sync)|]) Thread.Yield(); Work(); Monitor.Exit(_sync);")]
    [InlineData("bool taken = false; [|Monitor.Enter(_sync, ref taken)|]; Work(); if (taken) Monitor.Exit(_sync);")]
    [InlineData("[|_rw.EnterWriteLock()|]; Work(); _rw.ExitWriteLock();")]
    [InlineData("[|_rw.EnterReadLock()|]; if (flag) return; _rw.ExitReadLock();")]
    [InlineData("[|_rw.EnterUpgradeableReadLock()|]; Work(); try { Work(); } finally { _rw.ExitUpgradeableReadLock(); }")]
    [InlineData("[|_rw.EnterWriteLock()|]; try { Work(); } finally { _rw.ExitReadLock(); }")]
    [InlineData("[|_mutex.WaitOne()|]; Work(); _mutex.ReleaseMutex();")]
    [InlineData("[|_mutex.WaitOne()|]; Work();")]
    [InlineData("[|_lock.Enter()|]; Work(); _lock.Exit();")]
    [InlineData("[|_lock.EnterScope()|]; Work();")]
    [InlineData("[|Monitor.Enter(_sync)|]; Work();")]
    [InlineData("using var mutex = new Mutex(false, name); [|mutex.WaitOne()|]; Work(); mutex.ReleaseMutex();")]
    public Task A_lock_that_a_path_leaves_taken_is_found(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.InSync(statements)).RunAsync();

    [Theory]
    [InlineData("await [|_leases.AcquireAsync(of, \"a\", _time, token)|]; await WorkAsync();")]
    [InlineData("_ = await [|_leases.TryAcquireAsync(of, \"a\", token)|]; await WorkAsync();")]
    [InlineData("var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|]; await WorkAsync(lease.Lost);")]
    [InlineData("var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|]; await WorkAsync(); await lease.DisposeAsync();")]
    [InlineData("var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|].ConfigureAwait(false); await WorkAsync(); await lease.ReleaseAsync(token);")]
    [InlineData("var lease = await [|_leases.TryAcquireAsync(of, \"a\", token)|]; if (lease == null) return 1; await WorkAsync(); await lease.DisposeAsync();")]
    [InlineData("var lease = await [|_leases.TryAcquireAsync(of, \"a\", token)|] ?? throw new IOException(); await WorkAsync(); await lease.DisposeAsync();")]
    [InlineData("if (await [|_leases.TryAcquireAsync(of, \"a\", token)|] is { } lease) { await WorkAsync(); await lease.DisposeAsync(); }")]
    [InlineData("var lease = await [|_tree.AcquireItemAsync(name, \"a\", _time, token)|]; if (flag) return 1; await lease.DisposeAsync();")]
    [InlineData("var lease = await [|_tree.AcquireStructureAsync(\"a\", _time, token)|]; await WorkAsync(); await lease.DisposeAsync();")]
    [InlineData("var handle = await [|_distributed.AcquireAsync()|]; await WorkAsync(); await handle.DisposeAsync();")]
    [InlineData("var handle = [|_distributed.TryAcquire()|]; if (handle != null) { await WorkAsync(); handle.Dispose(); }")]
    [InlineData("await [|_distributed.AcquireAsync()|]; await WorkAsync();")]
    [InlineData("var redLock = await [|_factory.CreateLockAsync(name, _time)|]; if (!redLock.IsAcquired) return 1; await WorkAsync(); redLock.Dispose();")]
    [InlineData("var redLock = [|_factory.CreateLock(name, _time)|]; if (redLock.IsAcquired) { Work(); }")]
    [InlineData("await [|_async.LockAsync()|]; await WorkAsync();")]
    [InlineData("var held = await [|_async.LockAsync()|]; await WorkAsync(); held.Dispose();")]
    [InlineData("IDisposable held; held = await [|_async.LockAsync()|]; await WorkAsync(); held.Dispose();")]
    [InlineData("[|_async.Lock()|]; Work();")]
    public Task A_handle_that_is_not_disposed_on_every_path_is_found(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.In(statements)).RunAsync();

    [Theory]
    [InlineData("[|new FileStream(name + \".lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)|]; Work();")]
    [InlineData("var file = [|new FileStream(name + \".lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)|]; Work();")]
    [InlineData("var file = [|File.Open(Path.Combine(name, \".lock\"), FileMode.Create, FileAccess.Write, FileShare.None)|]; Work(); file.Dispose();")]
    public Task A_lock_file_that_is_not_closed_on_every_path_is_found(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.InSync(statements)).RunAsync();

    [Theory]
    [InlineData("using var file = new FileStream(name + \".lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); Work();")]
    [InlineData("using (File.Open(name + \".lock\", FileMode.Create, FileAccess.Write, FileShare.None)) { Work(); }")]
    [InlineData("var file = new FileStream(name + \".lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); Work(); GC.KeepAlive(file);")]
    [InlineData("_file = new FileStream(name + \".lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); } private FileStream? _file; void N() {")]
    [InlineData("var file = new FileStream(name + \".txt\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); Work();")]
    [InlineData("var file = new FileStream(name + \".lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read); Work();")]
    [InlineData("var file = new FileStream(name + \".lock\", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); try { Work(); } finally { file.Close(); }")]
    public Task A_lock_file_that_is_closed_or_kept_is_no_finding(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.InSync(statements)).RunAsync();

    [Theory]
    [InlineData("public async Task S(Lease lease) { await Task.Yield(); _ = [|lease.DisposeAsync()|]; }")]
    [InlineData("public void S(Lease lease) { _ = [|lease.ReleaseAsync()|]; }")]
    [InlineData("public void S(Lease lease) { [|lease.ReleaseAsync()|]; }")]
    [InlineData("public void S(Lease? lease) { _ = lease?[|.DisposeAsync()|].AsTask(); }")]
    [InlineData("public void S(Lease lease) => [|lease.ReleaseAsync()|];")]
    [InlineData("public async void S(Lease lease) { await [|lease.DisposeAsync()|]; }")]
    [InlineData("public void S(Lease lease, Action<Action> run) => run(() => [|lease.ReleaseAsync()|]);")]
    [InlineData("private Lease? _lease; public void Stop() { _ = [|_lease!.DisposeAsync()|]; }")]
    [InlineData("public void S(IRedLock held) { _ = [|held.DisposeAsync()|]; }")]
    public Task A_release_that_nobody_waits_for_is_found(string member) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.WithMembers(member)) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("await _gate.WaitAsync(); try { await WorkAsync(); } finally { _gate.Release(); }")]
    [InlineData("try { await _gate.WaitAsync(); await WorkAsync(); } finally { _gate.Release(); }")]
    [InlineData("var taken = false; try { taken = await _gate.WaitAsync(100); if (!taken) return 1; await WorkAsync(); } finally { if (taken) _gate.Release(); }")]
    [InlineData("if (!await _gate.WaitAsync(100)) return 1; try { await WorkAsync(); } finally { _gate.Release(); }")]
    [InlineData("if (!await _gate.WaitAsync(100)) { throw new TimeoutException(); } try { return 2; } finally { _gate.Release(); }")]
    [InlineData("var taken = await _gate.WaitAsync(100); if (!taken) { await WorkAsync(); return 1; } try { await WorkAsync(); } finally { _gate.Release(); }")]
    [InlineData("if (await _gate.WaitAsync(0)) { try { await WorkAsync(); } finally { _gate.Release(); } }")]
    [InlineData("if (flag) await _gate.WaitAsync(); try { await WorkAsync(); } finally { if (flag) _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); Console.WriteLine(1); try { await WorkAsync(); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); _count++; _gate.Release();")]
    [InlineData("await _gate.WaitAsync(); _list.Clear(); var n = _list.Count; _gate.Release();")]
    [InlineData("await _gate.WaitAsync(); var result = 0; try { result = await ComputeAsync(); } catch (Exception e) { Console.WriteLine(e); } _gate.Release();")]
    [InlineData("await _gate.WaitAsync(); try { await WorkAsync(); _gate.Release(); } catch { _gate.Release(); throw; }")]
    [InlineData("await _gate.WaitAsync(); try { await WorkAsync(); } catch (Exception) { _gate.Release(); throw; } _gate.Release();")]
    [InlineData("await _gate.WaitAsync(); _ = Task.Run(async () => { try { await WorkAsync(); } finally { _gate.Release(); } });")]
    [InlineData("await _gate.WaitAsync(); _ = WorkAsync().ContinueWith(_ => _gate.Release());")]
    [InlineData("foreach (var one in _list) { await _gate.WaitAsync(); try { if (one == name) continue; await WorkAsync(); } finally { _gate.Release(); } }")]
    [InlineData("_gate.Release(); await WorkAsync(); await _gate.WaitAsync();")]
    [InlineData("while (true) { _gate.Release(); await WorkAsync(); await _gate.WaitAsync(); if (flag) break; }")]
    [InlineData("await _signal.WaitAsync(); await WorkAsync(); _signal.Release();")]
    [InlineData("await _signal.WaitAsync(); await WorkAsync();")]
    [InlineData("for (var i = 0; i < 4; i++) await _gate.WaitAsync();")]
    [InlineData("var task = _gate.WaitAsync(); await Task.WhenAny(task, WorkAsync());")]
    [InlineData("var own = new SemaphoreSlim(1); await own.WaitAsync(); await WorkAsync(); own.Release();")]
    [InlineData("await _gate.WaitAsync(); using var end = new End(_gate); await WorkAsync(); } class End(SemaphoreSlim gate) : IDisposable { public void Dispose() => gate.Release(); } async Task<int> N() { await Task.Yield();")]
    [InlineData("await _gate.WaitAsync(); try { await WorkAsync(); } finally { Free(); } } void Free() { _gate.Release(); } async Task<int> N() { await Task.Yield();")]
    [InlineData("await _gate.WaitAsync(); } void Free() { _gate.Release(); } async Task<int> N() { await Task.Yield();")]
    [InlineData("await _gate.WaitAsync(); if (flag) { _gate.Release(); return 1; } } void End() { _gate.Release(); } async Task<int> N() { await Task.Yield();")]
    [InlineData("await _gate.WaitAsync(); _gate.Dispose();")]
    [InlineData("var start = new SemaphoreSlim(1); start.Wait(); var thread = new Thread(() => { start.Wait(); Work(); }); thread.Start(); start.Release();")]
    [InlineData("var gates = new Dictionary<string, SemaphoreSlim>(); var gate = gates[name]; await gate.WaitAsync(); try { await WorkAsync(); } finally { gates[name].Release(); }")]
    [InlineData("await _gate.WaitAsync(); Environment.Exit(1); _gate.Release();")]
    [InlineData("await _gate.WaitAsync(); await using (new MemoryStream()) { goto end; } end: _gate.Release();")]
    public Task A_semaphore_that_is_released_or_need_not_be_is_no_finding(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.In(statements)) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("Monitor.Enter(_sync); try { Work(); } finally { Monitor.Exit(_sync); }")]
    [InlineData("bool taken = false; try { Monitor.Enter(_sync, ref taken); Work(); } finally { if (taken) Monitor.Exit(_sync); }")]
    [InlineData("if (Monitor.TryEnter(_sync)) { try { Work(); } finally { Monitor.Exit(_sync); } } else { Work(); }")]
    [InlineData("Monitor.Enter(_sync); try { Monitor.Wait(_sync); Work(); } finally { Monitor.Exit(_sync); }")]
    [InlineData("_rw.EnterReadLock(); try { Work(); } finally { _rw.ExitReadLock(); }")]
    [InlineData("_rw.EnterUpgradeableReadLock(); try { _rw.EnterWriteLock(); try { Work(); } finally { _rw.ExitWriteLock(); } } finally { _rw.ExitUpgradeableReadLock(); }")]
    [InlineData("if (!_mutex.WaitOne(0)) return; Work(); _mutex.ReleaseMutex();")]
    [InlineData("if (!_mutex.WaitOne(TimeSpan.Zero, true)) return; Work();")]
    [InlineData("_lock.Enter(); try { Work(); } finally { _lock.Exit(); }")]
    [InlineData("using (_lock.EnterScope()) { Work(); }")]
    [InlineData("using var scope = _lock.EnterScope(); Work();")]
    [InlineData("new Thread(Work).Join(); new ManualResetEvent(false).WaitOne(); Work();")]
    public Task A_lock_that_is_released_or_need_not_be_is_no_finding(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.InSync(statements)).RunAsync();

    [Theory]
    [InlineData("await using var lease = await _leases.AcquireAsync(of, \"a\", _time, token); await WorkAsync();")]
    [InlineData("await using (var lease = await _leases.AcquireAsync(of, \"a\", _time, token)) { await WorkAsync(); }")]
    [InlineData("await using (await _leases.AcquireAsync(of, \"a\", _time, token)) { await WorkAsync(); }")]
    [InlineData("var lease = await _leases.AcquireAsync(of, \"a\", _time, token); await using (lease.ConfigureAwait(false)) { await WorkAsync(); }")]
    [InlineData("var lease = await _leases.AcquireAsync(of, \"a\", _time, token); await using var _ = lease.ConfigureAwait(false); await WorkAsync();")]
    [InlineData("var lease = await _leases.AcquireAsync(of, \"a\", _time, token); try { await WorkAsync(); } finally { await lease.DisposeAsync(); }")]
    [InlineData("Lease? lease = null; try { lease = await _leases.TryAcquireAsync(of, \"a\", token); if (lease is null) return 1; await WorkAsync(); } finally { if (lease != null) await lease.DisposeAsync(); }")]
    [InlineData("var lease = await _leases.TryAcquireAsync(of, \"a\", token); if (lease is null) return 1; await using (lease) { await WorkAsync(); }")]
    [InlineData("var lease = await _leases.AcquireAsync(of, \"a\", _time, token); Keep(lease); } void Keep(Lease lease) { } async Task<int> N() { await Task.Yield();")]
    [InlineData("_kept = await _leases.AcquireAsync(of, \"a\", _time, token); } Lease? _kept; async Task<int> N() { await Task.Yield();")]
    [InlineData("var lease = await _leases.AcquireAsync(of, \"a\", _time, token); var all = new List<Lease> { lease }; all.Clear();")]
    [InlineData("using var handle = _distributed.TryAcquire(); if (handle is null) return 1; await WorkAsync();")]
    [InlineData("using (var redLock = await _factory.CreateLockAsync(name, _time)) { if (redLock.IsAcquired) await WorkAsync(); }")]
    [InlineData("await using var redLock = await _factory.CreateLockAsync(name, _time).ConfigureAwait(false); await WorkAsync();")]
    [InlineData("using (await _async.LockAsync()) { await WorkAsync(); }")]
    [InlineData("using var held = await _async.LockAsync(token); await WorkAsync();")]
    [InlineData("var held = await _async.LockAsync(); _count++; held.Dispose();")]
    [InlineData("var held = await _async.LockAsync(); try { await WorkAsync(); } finally { held?.Dispose(); }")]
    [InlineData("} Task<IDisposable> Enter() => _async.LockAsync(); async Task<IDisposable> EnterAsync() { return await _async.LockAsync(); } async Task<int> N() { await Task.Yield();")]
    [InlineData("} static SemaphoreSlim GetLock(string key) => new(1); async Task<int> N() { var mine = GetLock(\"a\"); await mine.WaitAsync(); try { await WorkAsync(); } finally { mine.Release(); }")]
    public Task A_handle_that_is_disposed_or_passed_on_is_no_finding(string statements) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.In(statements)) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("public async Task S(Lease lease) { await lease.DisposeAsync(); }")]
    [InlineData("public Task S(Lease lease) => lease.ReleaseAsync().AsTask();")]
    [InlineData("public void S(Lease lease) => lease.DisposeAsync().AsTask().Wait();")]
    [InlineData("public void S(Lease lease) => lease.DisposeAsync().GetAwaiter().GetResult();")]
    [InlineData("public void S(Stream stream) { _ = stream.DisposeAsync(); }")]
    [InlineData("public async Task S(List<Lease> all) { await Task.WhenAll(all.Select(lease => lease.DisposeAsync().AsTask())); }")]
    [InlineData("public async void OnClosed(object sender, EventArgs e) { await _kept!.DisposeAsync(); } private Lease? _kept;")]
    public Task A_release_that_is_waited_for_is_no_finding(string member) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.WithMembers(member)).RunAsync();

    [Theory]
    [InlineData("using RedLockNet; class C { Factory f; async Task M() { var redLock = await [|f.CreateLockAsync(\"a\")|]; if (redLock.IsAcquired) { await Work(); redLock.Dispose(); } } }")]
    [InlineData("using Medallion.Threading; class C { async Task M(Provider p) { var handle = await [|p.AcquireLockAsync(\"a\")|]; await Work(); } }")]
    public Task What_a_missing_library_hands_out_is_known_by_its_names(string source) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(source) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("using RedLockNet; class C { Factory f; async Task M() { using var redLock = await f.CreateLockAsync(\"a\"); } }")]
    [InlineData("using RedLockNet; class C { Service s; async Task M() { var ok = await s.TryAcquireAsync(\"a\"); if (ok) Work(); } }")]
    [InlineData("using Medallion.Threading; class C { static System.Threading.Tasks.Task<object> AcquireAsync() => null; async Task<bool> M() { var lockCookie = await AcquireAsync(); return lockCookie != null; } }")]
    [InlineData("class C { Factory f; async Task M() { var handle = await f.AcquireAsync(\"a\"); } }")]
    [InlineData("class C { Missing _gate; async Task M() { await _gate.WaitAsync(); Work(); _gate.Release(); } }")]
    [InlineData("using System.Threading; using Xunit; class T { SemaphoreSlim _gate = new(1); [Fact] public void M() { _gate.Wait(); M(); _gate.Release(); } }")]
    public Task What_cannot_be_told_is_no_finding(string source) => new AnalyzerTest<LeaseNotReleasedAnalyzer>(source) { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_says_what_happens() => new AnalyzerTest<LeaseNotReleasedAnalyzer>(LeaseSource.In(
        """
        await [|_gate.WaitAsync()|]; await WorkAsync(); _gate.Release();
                [|_rw.EnterReadLock()|]; if (flag) return 1; _rw.ExitReadLock();
                await [|_async.LockAsync()|];
                var lease = await _leases.AcquireAsync(of, "a", _time); _ = [|lease.DisposeAsync()|];
        """))
    {
        Messages =
        [
            "An exception before 'Release' leaves this taken, and whoever wants it next waits in vain. Release it in a 'finally'.",
            "A path that leaves without 'ExitReadLock' leaves this taken, and whoever wants it next waits in vain. Release it in a 'finally'.",
            "What this takes is never given back, and whoever wants it next waits in vain. Keep it in a 'using'.",
            "Nobody waits until this is released: the process may end before, and whoever wants it next waits in vain. Await it.",
        ],
    }.RunAsync();

    [Theory]
    [InlineData("await [|_gate.WaitAsync()|];\n        // The work.\n        await WorkAsync();\n        _gate.Release();", "await _gate.WaitAsync();\n        try\n        {\n            // The work.\n            await WorkAsync();\n        }\n        finally\n        {\n            _gate.Release();\n        }\n")]
    [InlineData("var lease = await [|_leases.AcquireAsync(of, \"a\", _time)|];\n        await WorkAsync();", "await using var lease = await _leases.AcquireAsync(of, \"a\", _time);\n        await WorkAsync();")]
    [InlineData("// Alone.\n        await [|_async.LockAsync()|]; // From here.\n        await WorkAsync();", "// Alone.\n        using var held = await _async.LockAsync(); // From here.\n        await WorkAsync();")]
    [InlineData("var held = 1;\n        await [|_async.LockAsync()|];\n        await WorkAsync();", "var held = 1;\n        using var held2 = await _async.LockAsync();\n        await WorkAsync();")]
    [InlineData("if (flag)\n        {\n            var lease = await [|_leases.AcquireAsync(of, \"a\", _time)|];\n            await WorkAsync();\n            await lease.DisposeAsync();\n        }", "if (flag)\n        {\n            await using var lease = await _leases.AcquireAsync(of, \"a\", _time);\n            await WorkAsync();\n        }")]
    public Task The_fix_gives_it_back(string statements, string replacement) =>
        new CodeFixTest<LeaseNotReleasedAnalyzer, LeaseNotReleasedFix>(LeaseSource.In(statements), LeaseSource.In(replacement)).RunAsync();

    [Fact]
    public Task The_fix_waits_for_the_release() => new CodeFixTest<LeaseNotReleasedAnalyzer, LeaseNotReleasedFix>(
        LeaseSource.WithMembers("    public async Task S(Lease lease) { await Task.Yield(); _ = [|lease.DisposeAsync()|]; }"),
        LeaseSource.WithMembers("    public async Task S(Lease lease) { await Task.Yield(); await lease.DisposeAsync(); }")).RunAsync();

    [Theory]
    [InlineData("await [|_gate.WaitAsync()|]; var n = await ComputeAsync(); _gate.Release(); return n;")]
    [InlineData("await [|_gate.WaitAsync()|]; if (flag) { _gate.Release(); return 1; } await WorkAsync(); _gate.Release();")]
    [InlineData("if (await [|_gate.WaitAsync(100)|]) { await WorkAsync(); _gate.Release(); }")]
    [InlineData("var lease = await [|_leases.AcquireAsync(of, \"a\", _time)|]; await WorkAsync(); await lease.DisposeAsync(); await WorkAsync();")]
    public Task Where_it_is_not_that_simple_there_is_no_fix(string statements) => new CodeFixTest<LeaseNotReleasedAnalyzer, LeaseNotReleasedFix>(LeaseSource.In(statements)).RunAsync();
}
