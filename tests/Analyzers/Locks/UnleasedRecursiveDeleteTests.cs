using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5005.</summary>
public sealed class UnleasedRecursiveDeleteTests
{
    private const string Write = "async Task WriteAsync(string item) { await using var lease = await _tree.AcquireItemAsync(item, \"a\", _time); await WorkAsync(); }";

    [Theory]
    [InlineData("public void Clear(string root) { [|Directory.Delete(root, true)|]; }")]
    [InlineData("public void Clear(string root) => [|Directory.Delete(root, recursive: true)|];")]
    [InlineData("public void Clear(DirectoryInfo root) { [|root.Delete(true)|]; }")]
    [InlineData("public void Clear(string root) { new DirectoryInfo(root).Create(); [|new DirectoryInfo(root).Delete(recursive: true)|]; }")]
    [InlineData("public void Clear(string root) { if (Directory.Exists(root)) { try { [|Directory.Delete(root, true)|]; } catch (IOException) { } } }")]
    [InlineData("public void Clear(string root) { foreach (var folder in Directory.GetDirectories(root)) [|Directory.Delete(folder, true)|]; }")]
    [InlineData("public void Clear(string root) { Remove(root); } private void Remove(string root) { [|Directory.Delete(root, true)|]; }")]
    [InlineData("public async Task ClearAsync(Store store, string prefix) { await foreach (var key in store.ListAsync(prefix)) await [|store.DeleteAsync(key)|]; }")]
    [InlineData("public async Task ClearAsync(string root) { [|Directory.Delete(root, true)|]; await using var lease = await _tree.AcquireStructureAsync(\"a\", _time); }")]
    public Task A_tree_that_is_deleted_without_a_lease_is_found(string members) => new AnalyzerTest<UnleasedRecursiveDeleteAnalyzer>(In("private readonly LeasedTree _tree = new(); " + Write + members)).RunAsync();

    [Theory]
    [InlineData("private readonly LeaseManager _leases = new(); public void Clear(string root) { [|Directory.Delete(root, true)|]; }")]
    [InlineData("public C(LeasedTree tree) { } public void Clear(string root) { [|Directory.Delete(root, true)|]; }")]
    [InlineData("[RequiresLease] public void Write(string item) { } public void Clear(string root) { [|Directory.Delete(root, true)|]; }")]
    [InlineData("private readonly IDistributedLockProvider _locks = null!; async Task WriteAsync(string item) { await using var held = await _locks.CreateLock(item).AcquireAsync(); } public void Clear(string root) { [|Directory.Delete(root, true)|]; }")]
    [InlineData("private readonly IDistributedLockFactory _locks = null!; async Task WriteAsync(string item) { await using var held = await _locks.CreateLockAsync(item, _time); } public void Clear(string root) { [|Directory.Delete(root, true)|]; }")]
    public Task Who_uses_leases_is_known_by_members_and_marks(string members) => new AnalyzerTest<UnleasedRecursiveDeleteAnalyzer>(In(members)).RunAsync();

    [Theory]
    [InlineData("public async Task ClearAsync(string root) { await using var lease = await _tree.AcquireStructureAsync(\"a\", _time); Directory.Delete(root, true); }")]
    [InlineData("public async Task ClearAsync(string root) { await using (await _tree.AcquireItemAsync(root, \"a\", _time)) Directory.Delete(root, true); }")]
    [InlineData("public void Clear(string root, Lease lease) { Directory.Delete(root, true); }")]
    [InlineData("public void Clear(string root, EpochToken epoch) { Directory.Delete(root, true); }")]
    [InlineData("[RequiresLease] public void Clear(string root) { Directory.Delete(root, true); }")]
    [InlineData("public async Task ClearAsync(string root) { await using var lease = await _tree.AcquireStructureAsync(\"a\", _time); Remove(root); } private void Remove(string root) { Directory.Delete(root, true); }")]
    [InlineData("public void Clear(string root) { Directory.Delete(root); Directory.Delete(root, false); }")]
    [InlineData("public void Clear(string tempFolder) { Directory.Delete(tempFolder, true); }")]
    [InlineData("public void Clear(string item) { var folder = Path.Combine(Path.GetTempPath(), item); Directory.Delete(folder, true); }")]
    [InlineData("private readonly string _staging = \"x\"; public void Clear() { Directory.Delete(_staging, true); }")]
    [InlineData("public void Clear() { var folder = Directory.CreateTempSubdirectory(); folder.Delete(true); }")]
    [InlineData("public void ClearCache(string root) { Directory.Delete(root, true); }")]
    [InlineData("public void Clear(string file) { File.Delete(file); }")]
    [InlineData("public async Task ClearAsync(Store store, List<string> keys) { foreach (var key in keys) await store.DeleteAsync(key); }")]
    [InlineData("public async Task SweepAsync(Store store, string prefix) { await using var lease = await _tree.AcquireStructureAsync(\"a\", _time); await foreach (var key in store.ListAsync(prefix)) await store.DeleteAsync(key); }")]
    public Task A_tree_that_is_leased_or_passing_is_no_finding(string members) => new AnalyzerTest<UnleasedRecursiveDeleteAnalyzer>(In("private readonly LeasedTree _tree = new(); " + Write + members)).RunAsync();

    [Theory]
    [InlineData("public void Clear(string root) { Directory.Delete(root, true); }")]
    [InlineData("private readonly SemaphoreSlim _lock = new(1); public void Write() { _lock.Wait(); _lock.Release(); } public void Clear(string root) { Directory.Delete(root, true); }")]
    [InlineData("private readonly IDistributedLockProvider _locks = null!; public void Clear(string root) { Directory.Delete(root, true); }")]
    [InlineData("private readonly Missing _leases = null!; public void Clear(string root) { Directory.Delete(root, true); }")]
    [InlineData("private readonly ClockManager _clock = null!; async Task AcquireAsync() { await Task.Yield(); await AcquireAsync(); } public void Clear(string root) { Directory.Delete(root, true); }")]
    public Task Who_uses_no_leases_has_no_finding(string members) => new AnalyzerTest<UnleasedRecursiveDeleteAnalyzer>(In(members)) { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_librarys_own_mark_is_known() => new AnalyzerTest<UnleasedRecursiveDeleteAnalyzer>(
        """
        using System.IO;
        using Guarded;

        class C
        {
            [RequiresLease] public void Clear(string root) => Directory.Delete(root, recursive: true);
            public void ClearAll(string root) => [|Directory.Delete(root, recursive: true)|];
        }
        """) { References = [MetadataReference.CreateFromFile(typeof(RequiresLeaseAttribute).Assembly.Location)] }.RunAsync();

    [Fact]
    public Task Statements_without_a_type_are_no_finding() => new AnalyzerTest<UnleasedRecursiveDeleteAnalyzer>("System.IO.Directory.Delete(\"lock\", true);") { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen() => new AnalyzerTest<UnleasedRecursiveDeleteAnalyzer>(In("private readonly LeasedTree _tree = new(); public void Clear(string root) { [|Directory.Delete(root, true)|]; }"))
    {
        Messages = ["What is below is written under leases, and this deletes it without one: a writer may start in the middle. Take the lease of the whole tree first ('AcquireStructureAsync')."],
    }.RunAsync();

    private static string In(string members) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using Guarded;
        using Guarded.Store.Leases;
        using Medallion.Threading;
        using RedLockNet;

        class C
        {
            private readonly TimeSpan _time = TimeSpan.FromSeconds(5);
            {{members}}
            private Task WorkAsync() => Task.CompletedTask;
        }

        class Store { public IAsyncEnumerable<string> ListAsync(string prefix) => null!; public Task DeleteAsync(string key) => Task.CompletedTask; }
        class ClockManager { }

        {{LeaseSource.Types}}
        """;
}
