using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5002.</summary>
public sealed class SwallowedLockFailureTests
{
    private const string Delay = "Task.Delay";

    [Theory]
    [InlineData("[|_mutex.WaitOne(1000)|]; Work();")]
    [InlineData("[|_mutex.WaitOne(TimeSpan.FromSeconds(5), false)|]; Work();")]
    [InlineData("_ = [|_mutex.WaitOne(TimeSpan.Zero)|]; Work();")]
    [InlineData("[|_gate.Wait(1000)|]; try { Work(); } finally { _gate.Release(); }")]
    [InlineData("[|_gate.Wait(time, token)|]; Work();")]
    [InlineData("await [|_gate.WaitAsync(time)|]; try { Work(); } finally { _gate.Release(); }")]
    [InlineData("await [|_gate.WaitAsync(time, token)|].ConfigureAwait(false); Work();")]
    [InlineData("[|_gate.WaitAsync(time)|].GetAwaiter().GetResult(); Work();")]
    [InlineData("await [|given.WaitAsync(1000)|]; try { Work(); } finally { given.Release(); }")]
    [InlineData("await [|given.WaitAsync(time)|]; Use(new Releaser(given));")]
    [InlineData("[|_kernel.WaitOne(1000)|]; Work(); _kernel.Release();")]
    [InlineData("[|Monitor.TryEnter(_mutex, 1000)|]; try { Work(); } finally { Monitor.Exit(_mutex); }")]
    [InlineData("[|Monitor.TryEnter(_mutex)|]; Work();")]
    [InlineData("[|_rw.TryEnterWriteLock(time)|]; Work();")]
    [InlineData("[|_rw.TryEnterReadLock(10)|]; Work();")]
    [InlineData("[|_rw.TryEnterUpgradeableReadLock(10)|]; Work();")]
    [InlineData("[|_lock.TryEnter(time)|]; Work();")]
    [InlineData("var given2 = _mutex; given2?[|.WaitOne(100)|]; Work();")]
    [InlineData("void Enter() => [|_mutex.WaitOne(500)|]; Enter(); Work();")]
    public Task An_answer_that_is_dropped_is_found(string statements) => new AnalyzerTest<SwallowedLockFailureAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("var taken = false; try { [|Monitor.TryEnter(_mutex, time, ref taken)|]; Work(); } finally { if (taken) Monitor.Exit(_mutex); }")]
    [InlineData("var taken = false; try { taken = [|_mutex.WaitOne(time)|]; Work(); } finally { if (taken) _mutex.ReleaseMutex(); }")]
    [InlineData("var taken = await [|_gate.WaitAsync(time)|]; try { Work(); } finally { if (taken) _gate.Release(); }")]
    [InlineData("var taken = [|_mutex.WaitOne(time)|]; Console.WriteLine(taken); Work();")]
    [InlineData("if (![|_mutex.WaitOne(time)|]) { Console.WriteLine(\"no lock\"); } Work();")]
    [InlineData("if (!await [|_gate.WaitAsync(time)|]) _logger.LogWarning(\"no lock\"); Work(); _gate.Release();")]
    [InlineData("var taken = [|_rw.TryEnterWriteLock(time)|]; if (!taken) { _logger.LogWarning(\"no lock\"); } Work();")]
    public Task One_that_is_only_told_or_asked_at_the_release_is_found(string statements) => new AnalyzerTest<SwallowedLockFailureAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("_mutex.WaitOne(); Work();")]
    [InlineData("_mutex.WaitOne(-1); Work();")]
    [InlineData("_mutex.WaitOne(Timeout.Infinite); Work();")]
    [InlineData("_mutex.WaitOne(Timeout.InfiniteTimeSpan); Work();")]
    [InlineData("_mutex.WaitOne(TimeSpan.FromMilliseconds(-1)); Work();")]
    [InlineData("_mutex.WaitOne(new TimeSpan(0, 0, 0, 0, -1)); Work();")]
    [InlineData("_mutex.WaitOne(int.MaxValue); Work();")]
    [InlineData("var ever = TimeSpan.FromMilliseconds(-1); _mutex.WaitOne(ever); Work();")]
    [InlineData("_gate.Wait(); Work(); _gate.Release();")]
    [InlineData("_gate.Wait(token); Work(); _gate.Release();")]
    [InlineData("await _gate.WaitAsync(token); Work(); _gate.Release();")]
    [InlineData("await _gate.WaitAsync(Timeout.Infinite, token); Work(); _gate.Release();")]
    [InlineData("_event.WaitOne(1000); Work();")]
    [InlineData("_slim.Wait(1000); Work();")]
    [InlineData("await _signal.WaitAsync(1000); Work();")]
    [InlineData("await _wakeUp.WaitAsync(1000); Work();")]
    [InlineData("await given.WaitAsync(1000); Work();")]
    [InlineData(Delay + "(1).Wait(1000); Work();")]
    [InlineData("Monitor.Wait(_mutex, 1000); Work();")]
    [InlineData("Monitor.Enter(_mutex); Work();")]
    [InlineData("if (!_mutex.WaitOne(1000)) return; Work();")]
    [InlineData("if (!_mutex.WaitOne(1000)) { Console.WriteLine(\"no lock\"); return; } Work();")]
    [InlineData("if (!_mutex.WaitOne(1000)) throw new TimeoutException(); Work();")]
    [InlineData("if (!_mutex.WaitOne(1000)) { Console.WriteLine(\"no lock\"); }")]
    [InlineData("if (!_mutex.WaitOne(1000)) { Console.WriteLine(\"no lock\"); } else { Work(); }")]
    [InlineData("if (_mutex.WaitOne(1000)) Work();")]
    [InlineData("while (!_mutex.WaitOne(1000)) Console.WriteLine(\"waiting\"); Work();")]
    [InlineData("var taken = _mutex.WaitOne(1000); if (taken) Work();")]
    [InlineData("var taken = _mutex.WaitOne(1000); if (!taken) throw new TimeoutException(); Work();")]
    [InlineData("var taken = await _gate.WaitAsync(1000); Use(taken); Work();")]
    [InlineData("var taken = false; try { Monitor.TryEnter(_mutex, 1, ref taken); if (taken) Work(); } finally { if (taken) Monitor.Exit(_mutex); }")]
    [InlineData("_rw.TryEnterWriteLock(1); if (_rw.IsWriteLockHeld) Work();")]
    [InlineData("_ = nameof(_mutex.WaitOne);")]
    public Task An_answer_that_is_heeded_and_a_wait_that_is_no_lock_are_no_findings(string statements) => new AnalyzerTest<SwallowedLockFailureAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("try { _held = new FileStream(lockPath, FileMode.CreateNew); } [|catch|] (IOException) { } Work();")]
    [InlineData("try { _held = File.Open(path + \".lock\", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None); } [|catch|] (IOException e) { Console.WriteLine(e); } Work();")]
    [InlineData("try { AcquireLock(); } [|catch|] (Exception e) { _logger.LogWarning(e.Message); } Work();")]
    [InlineData("try { await AcquireLockAsync(); } [|catch|] { } Work();")]
    [InlineData("try { await _lease.AcquireAsync(); } [|catch|] (Exception) { /* best effort */ } Work();")]
    public Task An_attempt_whose_failure_is_passed_over_is_found(string statements) => new AnalyzerTest<SwallowedLockFailureAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("try { AcquireLock(); } catch (Exception e) { Console.WriteLine(e); throw; } Work();")]
    [InlineData("try { AcquireLock(); } catch (Exception) { return; } Work();")]
    [InlineData("try { AcquireLock(); Work(); } catch (Exception e) { Console.WriteLine(e); } Work();")]
    [InlineData("try { AcquireLock(); } catch (Exception e) { Console.WriteLine(e); }")]
    [InlineData("var taken = false; try { AcquireLock(); taken = true; } catch (Exception) { } if (taken) Work();")]
    [InlineData("while (true) { try { AcquireLock(); } catch (Exception) { } Work(); }")]
    [InlineData("try { _mutex.WaitOne(); } catch (AbandonedMutexException) { } Work();")]
    [InlineData("try { _opened = new FileStream(lockPath, FileMode.CreateNew); } catch (IOException) { } Work();")]
    [InlineData("try { _held = new FileStream(blockPath, FileMode.CreateNew); } catch (IOException) { } Work();")]
    [InlineData("try { _held = new FileStream(\"package-lock.json\", FileMode.CreateNew); } catch (IOException) { } Work();")]
    [InlineData("try { _held = new FileStream(\"yarn.lock\", FileMode.CreateNew); } catch (IOException) { } Work();")]
    [InlineData("try { ReleaseLock(); } catch (IOException) { } Work();")]
    [InlineData("try { Unlock(); } catch (IOException) { } Work();")]
    public Task An_attempt_that_is_heeded_is_no_finding(string statements) => new AnalyzerTest<SwallowedLockFailureAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("class C { void Dispose() { _gate.Wait(1000); _gate.Dispose(); } SemaphoreSlim _gate = new(1, 1); }")]
    [InlineData("class C { SemaphoreSlim _gate = new(0); void M() { _gate.Wait(1000); _gate.Release(); } }")]
    [InlineData("class C { Missing _gate; void M() { _gate.Wait(1000); } }")]
    [InlineData("class Mutex { public bool WaitOne(int time) => true; } class C { void M(Mutex mutex) { mutex.WaitOne(1); } }")]
    public Task What_cannot_be_told_is_no_finding(string source) =>
        new AnalyzerTest<SwallowedLockFailureAnalyzer>("using System.Threading;\n" + source) { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_says_what_happens() => new AnalyzerTest<SwallowedLockFailureAnalyzer>(In("[|_mutex.WaitOne(1)|]; Work(); try { AcquireLock(); } [|catch|] { } Work();"))
    {
        Messages =
        [
            "'WaitOne' says so where it did not take the lock in its time, and what follows runs without the lock. Stop there: return, or throw.",
            "That the lock could not be taken is passed over here, and what follows runs without the lock. Stop there: return, or throw.",
        ],
    }.RunAsync();

    private static string In(string statements) =>
        $$"""
        using System;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            private readonly Mutex _mutex = new();
            private readonly SemaphoreSlim _gate = new(1, 1);
            private readonly SemaphoreSlim _signal = new(0);
            private readonly SemaphoreSlim _wakeUp = new(1);
            private readonly Semaphore _kernel = new(1, 1);
            private readonly ReaderWriterLockSlim _rw = new();
            private readonly Lock _lock = new();
            private readonly AutoResetEvent _event = new(false);
            private readonly ManualResetEventSlim _slim = new();
            private readonly Logger _logger = new();
            private readonly Lease _lease = new();
            private FileStream? _held;
            private FileStream? _opened;

            public bool IsOpened => _opened != null;

            async Task M(string path, string lockPath, string blockPath, SemaphoreSlim given, TimeSpan time, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }

            void Work() { }
            void AcquireLock() { }
            Task AcquireLockAsync() => Task.CompletedTask;
            void ReleaseLock() => _held?.Dispose();
            void Unlock() { }
            void Use(object value) { }
        }

        class Logger { public void LogWarning(string text) { } }
        class Lease { public Task AcquireAsync() => Task.CompletedTask; }
        class Releaser(SemaphoreSlim gate) { public void Dispose() => gate.Release(); }
        """;
}
