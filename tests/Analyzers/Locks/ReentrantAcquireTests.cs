using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5007.</summary>
public sealed class ReentrantAcquireTests
{
    [Theory]
    [InlineData("await _gate.WaitAsync(); try { await [|_gate.WaitAsync()|]; } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { [|_gate.Wait(token)|]; Work(); } finally { _gate.Release(); }")]
    [InlineData("_gate.Wait(); try { if (flag) { [|this._gate.Wait()|]; } } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await [|SaveAsync()|]; } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await [|this.SaveAsync()|].ConfigureAwait(false); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { foreach (var one in _list) await [|SaveTwiceAsync()|]; } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { [|Save()|]; } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { var n = [|Count()|]; } finally { _gate.Release(); }")]
    [InlineData("if (!await _gate.WaitAsync(100)) return 1; try { await [|SaveAsync()|]; } finally { _gate.Release(); }")]
    [InlineData("using (await _async.LockAsync()) { using (await [|_async.LockAsync()|]) { } }")]
    [InlineData("using var held = await _async.LockAsync(); await [|EnterAsync()|];")]
    [InlineData("await using var lease = await _leases.AcquireAsync(of, \"a\", _time); await using var again = await [|_leases.AcquireAsync(of, \"b\", _time)|];")]
    [InlineData("await using var item = await _tree.AcquireItemAsync(\"x\", \"a\", _time); await using var again = await [|_tree.AcquireItemAsync(\"x\", \"b\", _time)|];")]
    [InlineData("await using var whole = await _tree.AcquireStructureAsync(\"a\", _time); await using (await [|_tree.AcquireStructureAsync(\"b\", _time)|]) { }")]
    [InlineData("await using var whole = await _tree.AcquireStructureAsync(\"a\", _time); await [|DeleteAsync()|];")]
    [InlineData("await using (var handle = await _distributed.AcquireAsync()) { using var again = [|_distributed.Acquire()|]; }")]
    [InlineData("if (await _distributed.TryAcquireAsync() is { } handle) { await using var again = await [|_distributed.AcquireAsync()|]; }")]
    public Task What_is_taken_again_while_it_is_held_is_found(string statements) => new AnalyzerTest<ReentrantAcquireAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("await _gate.WaitAsync(); _gate.Release(); await _gate.WaitAsync(); _gate.Release();")]
    [InlineData("await _gate.WaitAsync(); try { Work(); } finally { _gate.Release(); } await SaveAsync();")]
    [InlineData("await _gate.WaitAsync(); try { if (await _gate.WaitAsync(0)) _gate.Release(); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await _other.WaitAsync(); _other.Release(); } finally { _gate.Release(); }")]
    [InlineData("await _two.WaitAsync(); try { await _two.WaitAsync(); _two.Release(); } finally { _two.Release(); }")]
    [InlineData("await _signal.WaitAsync(); await _signal.WaitAsync();")]
    [InlineData("await _gate.WaitAsync(); try { _ = SaveAsync(); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { _ = Task.Run(async () => await SaveAsync()); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await SaveIfAsync(false); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await OnceAsync(); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await new C().SaveAsync(); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await YieldAsync(); } finally { _gate.Release(); }")]
    [InlineData("await _gate.WaitAsync(); try { await WorkAsync(); } finally { _gate.Release(); await SaveAsync(); }")]
    [InlineData("if (await _gate.WaitAsync(0)) { _gate.Release(); } else { await SaveAsync(); }")]
    [InlineData("lock (_sync) { lock (_sync) { Work(); } }")]
    [InlineData("Monitor.Enter(_sync); try { Monitor.Enter(_sync); Monitor.Exit(_sync); } finally { Monitor.Exit(_sync); }")]
    [InlineData("_mutex.WaitOne(); try { _mutex.WaitOne(); _mutex.ReleaseMutex(); } finally { _mutex.ReleaseMutex(); }")]
    [InlineData("_lock.Enter(); try { _lock.Enter(); _lock.Exit(); } finally { _lock.Exit(); }")]
    [InlineData("using (await _async.LockAsync()) { } using (await _async.LockAsync()) { }")]
    [InlineData("using (await _async.LockAsync()) { using (await _async2.LockAsync()) { } }")]
    [InlineData("await using var lease = await _leases.AcquireAsync(of, \"a\", _time); await using var again = await _leases.AcquireAsync(new LeaseName(name), \"b\", _time);")]
    [InlineData("await using var lease = await _leases.AcquireAsync(of, \"a\", _time); await using var again = await _leases.TryAcquireAsync(of, \"b\");")]
    [InlineData("await using var item = await _tree.AcquireItemAsync(\"x\", \"a\", _time); await using var again = await _tree.AcquireItemAsync(\"y\", \"b\", _time);")]
    [InlineData("await using var item = await _tree.AcquireItemAsync(name, \"a\", _time); name += \"1\"; await using var again = await _tree.AcquireItemAsync(name, \"b\", _time);")]
    [InlineData("foreach (var one in _list) { await using var item = await _tree.AcquireItemAsync(one, \"a\", _time); await WorkAsync(); }")]
    [InlineData("await using (var handle = await _distributed.AcquireAsync()) { using var again = _distributed.TryAcquire(); }")]
    [InlineData("var own = Given(name); await own.WaitAsync(); try { await Given(\"b\").WaitAsync(); } finally { own.Release(); }")]
    public Task What_is_taken_once_or_may_be_taken_again_is_no_finding(string statements) => new AnalyzerTest<ReentrantAcquireAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task Broken_code_is_no_finding() => new AnalyzerTest<ReentrantAcquireAnalyzer>(
        "using System.Threading; class C { Missing _gate; async void M() { await _gate.WaitAsync(); await _gate.WaitAsync(); _gate.Release( } }") { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_says_what_happens() => new AnalyzerTest<ReentrantAcquireAnalyzer>(In("await _gate.WaitAsync(); try { await [|_gate.WaitAsync()|]; await [|SaveAsync()|]; } finally { _gate.Release(); }"))
    {
        Messages =
        [
            "This takes what is not given twice, and is held here already: it waits for itself. Take it once, and call what needs it held.",
            "'SaveAsync' takes what is not given twice, and is held here already: it waits for itself. Take it once, and call what needs it held.",
        ],
    }.RunAsync();

    private static string In(string statements) => LeaseSource.WithMembers(
        $$"""
            private readonly SemaphoreSlim _other = new(1);
            private readonly SemaphoreSlim _two = new(2);
            private readonly AsyncLock _async2 = new();

            public async Task<int> M(string name, bool flag, LeaseName of, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
                return 0;
            }

            private async Task SaveAsync() { await _gate.WaitAsync(); try { await WorkAsync(); } finally { _gate.Release(); } }
            private async Task SaveTwiceAsync() { await WorkAsync(); await SaveAsync(); }
            private async Task SaveIfAsync(bool alone) { if (alone) await _gate.WaitAsync(); await WorkAsync(); }
            private async Task OnceAsync() { if (_count > 0) return; await _gate.WaitAsync(); _gate.Release(); }
            private async Task YieldAsync() { _gate.Release(); await WorkAsync(); await _gate.WaitAsync(); }
            private void Save() { _gate.Wait(); try { Work(); } finally { _gate.Release(); } }
            private int Count() { _gate.Wait(); try { return _count; } finally { _gate.Release(); } }
            private async Task EnterAsync() { using (await _async.LockAsync()) await WorkAsync(); }
            private async Task DeleteAsync() { await using var whole = await _tree.AcquireStructureAsync("b", _time); await WorkAsync(); }
            private static SemaphoreSlim Given(string key) => new(1);
        """);
}
