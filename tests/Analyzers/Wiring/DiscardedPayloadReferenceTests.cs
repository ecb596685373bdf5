using Guarded.Analyzers.CodeFixes.Wiring;
using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>GRD2004.</summary>
public sealed class DiscardedPayloadReferenceTests
{
    [Theory]
    [InlineData("await store.[|StoreAsync|](data);", "var payload = await store.StoreAsync(data);")]
    [InlineData("await store.[|StoreAsync|](data).ConfigureAwait(false);", "var payload = await store.StoreAsync(data).ConfigureAwait(false);")]
    [InlineData("store.[|Store|](data);", "var payload = store.Store(data);")]
    [InlineData("store?.[|Store|](data);", "var payload = store?.Store(data);")]
    [InlineData("files.[|Store|](data);", "var payload = files.Store(data);")]
    [InlineData("store.[|StoreAsync|](data);", "var payload = await store.StoreAsync(data);")]
    [InlineData("store.[|StoreAsync|](data).GetAwaiter().GetResult();", "var payload = store.StoreAsync(data).GetAwaiter().GetResult();")]
    [InlineData("await payloads.[|StoreAsync|](data);", "var payload = await payloads.StoreAsync(data);")]
    [InlineData("await Mint(data);", "await Mint(data);")]
    [InlineData("await [|Keep|](data);", "var payload = await Keep(data);")]
    [InlineData("// The row.\n        store.[|Store|](data); // Stored.", "// The row.\n        var payload = store.Store(data); // Stored.")]
    [InlineData("store.[|Store|](data); store.[|Store|](data);", "var payload = store.Store(data); var payload2 = store.Store(data);")]
    [InlineData("var payload = 1; { store.[|Store|](data); } _ = payload;", "var payload = 1; { var payload2 = store.Store(data); } _ = payload;")]
    [InlineData("switch (data.Length) { case 1: store.[|Store|](data); break; }", "switch (data.Length) { case 1: var payload = store.Store(data); break; }")]
    [InlineData("items.ForEach(item => { store.[|Store|](item); });", "items.ForEach(item => { var payload = store.Store(item); });")]
    public Task A_reference_that_is_dropped_is_found_and_kept(string statement, string fixedStatement) =>
        new CodeFixTest<DiscardedPayloadReferenceAnalyzer, DiscardedPayloadReferenceFix>(In(statement), fixedStatement == statement ? null : In(fixedStatement)) { References = StorageSource.Library }.RunAsync();

    [Theory]
    [InlineData("store.[|StoreAsync|](data).Wait();")]
    [InlineData("items.ForEach(item => store.[|Store|](item));")]
    [InlineData("if (data.Length > 0) store.[|Store|](data);")]
    [InlineData("await Task.WhenAll(items.Select(item => store.[|StoreAsync|](item)));")]
    [InlineData("await Task.WhenAll(items.Select(async item => await store.[|StoreAsync|](item)));")]
    [InlineData("await Task.WhenAll(store.[|StoreAsync|](data), files.[|StoreAsync|](data));")]
    [InlineData("await Parallel.ForEachAsync(items, async (item, token) => await store.[|StoreAsync|](item, token));")]
    [InlineData("void Local() => store.[|Store|](data); Local();")]
    public Task Where_there_is_no_place_to_keep_it_there_is_no_fix(string statement) =>
        new CodeFixTest<DiscardedPayloadReferenceAnalyzer, DiscardedPayloadReferenceFix>(In(statement)) { References = StorageSource.Library }.RunAsync();

    [Theory]
    [InlineData("_ = await store.StoreAsync(data);")]
    [InlineData("_ = store.Store(data);")]
    [InlineData("var payload = await store.StoreAsync(data);")]
    [InlineData("string payload; payload = store.Store(data);")]
    [InlineData("Use(store.Store(data));")]
    [InlineData("Use(await store.StoreAsync(data));")]
    [InlineData("var all = await Task.WhenAll(items.Select(item => store.StoreAsync(item)));")]
    [InlineData("await Task.WhenAll(items.Select(async item => Use(await store.StoreAsync(item))));")]
    [InlineData("Func<string> later = () => store.Store(data);")]
    [InlineData("var later = async () => await store.StoreAsync(data);")]
    [InlineData("store.Has(\"x\");")]
    [InlineData("await Assert.ThrowsAsync(async () => await store.StoreAsync(data));")]
    [InlineData("await Mint(data);")]
    [InlineData("counter.Store(data);")]
    [InlineData("counter.Storage();")]
    [InlineData("shop.Store(data);")]
    [InlineData("await Task.WhenAll(items.Select(item => Task.CompletedTask));")]
    [InlineData("await payloads.DeleteAsync(default(Guarded.Store.Hashing.PayloadHash));")]
    public Task A_call_that_only_looks_like_it_is_no_finding(string statement) =>
        new AnalyzerTest<DiscardedPayloadReferenceAnalyzer>(In(statement)) { References = StorageSource.Library }.RunAsync();

    [Fact]
    public Task Each_method_has_names_of_its_own() => new CodeFixTest<DiscardedPayloadReferenceAnalyzer, DiscardedPayloadReferenceFix>(
        In("store.[|Store|](data);") + "class D { void N(IStore store, byte[] b) { store.[|Store|](b); } void O(IStore store, byte[] payload) { store.[|Store|](payload); } }",
        In("var payload = store.Store(data);") + "class D { void N(IStore store, byte[] b) { var payload = store.Store(b); } void O(IStore store, byte[] payload) { var payload2 = store.Store(payload); } }")
    {
        References = StorageSource.Library,
        Titles = ["Keep the reference"],
        Messages =
        [
            "'Store' returns the reference to what it stored, and this drops it: nothing can refer to the payload. Keep it and record it, or write '_ =' where it is known already.",
            "'Store' returns the reference to what it stored, and this drops it: nothing can refer to the payload. Keep it and record it, or write '_ =' where it is known already.",
            "'Store' returns the reference to what it stored, and this drops it: nothing can refer to the payload. Keep it and record it, or write '_ =' where it is known already.",
        ],
    }.RunAsync();

    [Fact]
    public Task A_projects_own_types_can_be_listed() => new AnalyzerTest<DiscardedPayloadReferenceAnalyzer>(
        "interface IBlobs { string Store(byte[] data); } class C { void M(IBlobs blobs, byte[] data) { blobs.[|Store|](data); } }")
    { EditorConfig = "[*.cs]\nguarded.storage_types = IBlobs\n" }.RunAsync();

    [Fact]
    public Task Test_projects_are_left_alone() => new AnalyzerTest<DiscardedPayloadReferenceAnalyzer>(
        In("store.Store(data);")) { References = StorageSource.Library, Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    private static string In(string statement) => StorageSource.Declarations +
        $$"""
        [StorageDependency] class Counter { public int Store(byte[] data) => data.Length; public string Storage() => ""; }
        static class Assert { public static Task ThrowsAsync(Func<Task> act) => act(); }
        class Shop { public string Store(byte[] data) => ""; }

        class C(IStore store, FileStore files, Guarded.Store.Payloads.PayloadStore payloads, Counter counter, Shop shop)
        {
            object All => (store, files, payloads, counter, shop);
            [return: PayloadReference] Task<string> Keep(byte[] data) => Task.FromResult("");
            Task<string> Mint(byte[] data) => Task.FromResult("");
            void Use(string reference) { }

            async Task M(List<byte[]> items, byte[] data)
            {
                await Task.Yield();
                {{statement}}
            }
        }

        """;
}
