using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5008.</summary>
public sealed class LostLeaseIgnoredTests
{
    private const string Acquire = "await _leases.AcquireAsync(of, \"a\", _time, token)";

    [Theory]
    [InlineData("await using var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|]; foreach (var one in _list) await WorkAsync(token);")]
    [InlineData("await using (var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|]) { while (_count < 10) { await WorkAsync(token); } }")]
    [InlineData("await using (await [|_leases.AcquireAsync(of, \"a\", _time, token)|]) { await WorkAsync(token); await WorkAsync(token); }")]
    [InlineData("await using var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|]; await WorkAsync(); await WorkAsync();")]
    [InlineData("await using var lease = await [|_tree.AcquireStructureAsync(\"a\", _time, token)|]; await WorkAsync(); Console.WriteLine(lease.Name); await WorkAsync();")]
    [InlineData("await using var lease = await [|_tree.AcquireItemAsync(name, \"a\", _time, token)|].ConfigureAwait(false); if (flag) await WorkAsync(); var n = await ComputeAsync();")]
    [InlineData("await using var lease = await [|_leases.TryAcquireAsync(of, \"a\", token)|]; if (lease is null) return 1; await WorkAsync(); await WorkAsync();")]
    [InlineData("var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|]; try { for (;;) await WorkAsync(token); } finally { await lease.DisposeAsync(); }")]
    [InlineData("await using var lease = await [|_leases.AcquireAsync(of, \"a\", _time, token)|]; await foreach (var one in All()) Work();")]
    [InlineData("await using var handle = await [|_distributed.AcquireAsync()|]; foreach (var one in _list) await WorkAsync();")]
    [InlineData("await using var handle = await [|_distributed.TryAcquireAsync()|]; if (handle != null) { do { await WorkAsync(); } while (flag); }")]
    [InlineData("await using (var handle = await [|_distributed.AcquireAsync()|]) { await WorkAsync(); await WorkAsync(); await WorkAsync(); }")]
    public Task Long_work_that_watches_nothing_is_found(string statements) => new AnalyzerTest<LostLeaseIgnoredAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("await using var lease = " + Acquire + "; await WorkAsync(token);")]
    [InlineData("await using var lease = " + Acquire + "; Work(); Work(); return await ComputeAsync();")]
    [InlineData("await using var lease = " + Acquire + "; foreach (var one in _list) await WorkAsync(lease.Lost);")]
    [InlineData("await using var lease = " + Acquire + "; using var both = CancellationTokenSource.CreateLinkedTokenSource(token, lease.Lost); foreach (var one in _list) await WorkAsync(both.Token);")]
    [InlineData("await using var lease = " + Acquire + "; while (!lease.Lost.IsCancellationRequested) await WorkAsync();")]
    [InlineData("await using var lease = " + Acquire + "; foreach (var one in _list) await WorkAsync(); Commit(lease.Epoch);")]
    [InlineData("await using var lease = " + Acquire + "; foreach (var one in _list) await PassAsync(lease);")]
    [InlineData("await using var lease = " + Acquire + "; await Task.WhenAll(_list.Select(one => PassAsync(lease))); await WorkAsync();")]
    [InlineData("var lease = " + Acquire + "; _kept = lease; await WorkAsync(); await WorkAsync();")]
    [InlineData("await using (" + Acquire + ") { await WorkAsync(); } await WorkAsync(); await WorkAsync();")]
    [InlineData("await using (" + Acquire + ") { await Task.Yield(); await WorkAsync(); }")]
    [InlineData("foreach (var one in _list) { await using var lease = " + Acquire + "; await WorkAsync(); }")]
    [InlineData("await using var lease = await _leases.TryAcquireAsync(of, \"a\", token); if (lease is null) { await WorkAsync(); await WorkAsync(); return 1; } await WorkAsync();")]
    [InlineData("var lease = " + Acquire + "; await WorkAsync(); await lease.DisposeAsync(); await WorkAsync(); await WorkAsync();")]
    [InlineData("await using var handle = await _distributed.AcquireAsync(); await WorkAsync(); await WorkAsync();")]
    [InlineData("await using var handle = await _distributed.AcquireAsync(); foreach (var one in _list) await WorkAsync(handle.HandleLostToken);")]
    [InlineData("await using var redLock = await _factory.CreateLockAsync(name, _time); foreach (var one in _list) await WorkAsync();")]
    [InlineData("using (await _async.LockAsync()) { foreach (var one in _list) await WorkAsync(); }")]
    [InlineData("await _gate.WaitAsync(); try { foreach (var one in _list) await WorkAsync(); } finally { _gate.Release(); }")]
    public Task Short_work_and_work_that_watches_is_no_finding(string statements) => new AnalyzerTest<LostLeaseIgnoredAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task Where_there_are_no_leases_there_is_no_finding() => new AnalyzerTest<LostLeaseIgnoredAnalyzer>(
        "class C { Leases l; async void M() { await using var lease = await l.AcquireAsync(1); while (true) await M2(); } }") { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_says_what_to_watch() => new AnalyzerTest<LostLeaseIgnoredAnalyzer>(In(
        "await using (await [|_leases.AcquireAsync(of, \"a\", _time)|]) { await WorkAsync(); await WorkAsync(); } await using var handle = await [|_distributed.AcquireAsync()|]; while (flag) await WorkAsync();"))
    {
        Messages =
        [
            "This can be lost while the work under it goes on, and another holder begins meanwhile. Pass 'Lost' on, linked with the other tokens, or commit with 'Epoch'.",
            "This can be lost while the work under it goes on, and another holder begins meanwhile. Pass 'HandleLostToken' on, linked with the other tokens.",
        ],
    }.RunAsync();

    private static string In(string statements) => LeaseSource.WithMembers(
        $$"""
            private Lease? _kept;

            public async Task<int> M(string name, bool flag, LeaseName of, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
                return 0;
            }

            private void Commit(EpochToken epoch) { }
            private Task PassAsync(Lease lease) => Task.CompletedTask;
            private async IAsyncEnumerable<int> All() { await Task.Yield(); yield return 1; }
        """);
}
