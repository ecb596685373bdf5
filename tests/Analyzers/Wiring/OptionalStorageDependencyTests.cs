using Guarded.Analyzers.CodeFixes.Wiring;
using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>GRD2005.</summary>
public sealed class OptionalStorageDependencyTests
{
    [Theory]
    [InlineData("class C { void M(IStore? [|store|] = null) { } }")]
    [InlineData("class C { void M(IStore? [|store|] = default) { } }")]
    [InlineData("class C { void M(IStore? [|store|] = default(IStore)) { } }")]
    [InlineData("class C { void M(IStore [|store|] = null!) { } }")]
    [InlineData("class C { void M(int a, FileStore? [|store|] = null, CancellationToken token = default) { } }")]
    [InlineData("class C { void M(Acme.FileStore? [|store|] = null) { } }")]
    [InlineData("class C { void M([Optional] IStore? [|store|]) { } }")]
    [InlineData("class C { void M([Optional, DefaultParameterValue(null)] IStore? [|store|]) { } }")]
    [InlineData("class C { public C(string name, IStore? [|store|] = null) { } }")]
    [InlineData("class C(IStore? [|store|] = null) { object? O => store; }")]
    [InlineData("struct S(IStore? [|store|] = null) { object? O => store; }")]
    [InlineData("record R(int Id, IStore? [|Store|] = null);")]
    [InlineData("record struct R(int Id, IStore? [|Store|] = null);")]
    [InlineData("delegate void D(IStore? [|store|] = null);")]
    [InlineData("class C { void M() { L(null); void L(IStore? [|store|] = null) { } } }")]
    [InlineData("class C { void M() { var l = (IStore? [|store|] = null) => { }; l(null); } }")]
    [InlineData("class C { int this[int i, IStore? [|store|] = null] => i; }")]
    [InlineData("interface I { void M(IStore? [|store|] = null); }")]
    [InlineData("interface I { void M(IStore? [|store|] = null); } class C : I { public void M(IStore? [|store|] = null) { } }")]
    [InlineData("class C { void M<T>(T? [|store|] = null) where T : class, IStore { } }")]
    [InlineData("class C { void M<T>(T? [|store|] = default) where T : FileStore { } }")]
    [InlineData("static class C { static void M(this int i, IStore? [|store|] = null) { } }")]
    [InlineData("class C { void M([StorageDependency] Func<IStore>? [|open|] = null) { } }")]
    [InlineData("class C { void M(Guarded.Store.Payloads.PayloadStore? [|payloads|] = null, Guarded.Store.Ledger.ILedger? [|ledger|] = null) { } }")]
    [InlineData("class C { void M(Guarded.Store.Objects.FileObjectStore? [|objects|] = null) { } }")]
    [InlineData("class B { public virtual void M(IStore? [|store|] = null) { } } class C : B { public override void M(IStore? store = null) { } }")]
    [InlineData("partial class C { partial void M(IStore? [|store|] = null); partial void M(IStore? store) { } }")]
    [InlineData("class C { void M(IStore? [|store|] = null) { store ??= null; } }")]
    [InlineData("class C { IStore _s; public C(IStore? [|store|] = null) => _s = store ?? throw new ArgumentNullException(nameof(store)); }")]
    [InlineData("class C { IStore _s; public C(IStore? [|store|] = null) => _s = store ?? NullStore.Instance; }")]
    [InlineData("class C { IStore _s; public C(IStore? [|store|] = null) => _s = store ?? new NullStore(); }")]
    [InlineData("class C { bool M(IStore? [|store|] = null) => store?.Has(\"\") ?? false; }")]
    [InlineData("class C { string? M(byte[] b, IStore? [|store|] = null) => store != null ? store.Store(b) : null; }")]
    [InlineData("class C { void M(IStore? [|store|] = null) { if (store == null) return; store.Has(\"\"); } }")]
    public Task A_store_that_may_be_left_out_is_found(string source) => Test(source).RunAsync();

    [Theory]
    [InlineData("class C { void M(IStore store) { } }")]
    [InlineData("class C { void M(IStore? store) { } }")]
    [InlineData("class C { void M(ILog? log = null) { } }")]
    [InlineData("class C { void M(string? path = null, int[]? sizes = null, CancellationToken token = default) { } }")]
    [InlineData("class C { void M(Action<IStore>? configure = null) { } }")]
    [InlineData("class C { void M(IReadOnlyList<IStore>? mirrors = null) { } }")]
    [InlineData("class C { void M<T>(T? value = default) where T : class { } }")]
    [InlineData("class C { void M(params IStore[] stores) { } }")]
    [InlineData("class C { void M(out IStore store) => store = FileStore.Default; }")]
    [InlineData("class C { IStore? Store { get; set; } }")]
    [InlineData("class C { IStore _s; public C(IStore? store = null) => _s = store ?? new FileStore(\"x\"); }")]
    [InlineData("class C { IStore _s; public C(IStore? store = null) => _s = store ?? FileStore.Default; }")]
    [InlineData("class C { IStore _s; public C(IStore? store = null) { store ??= FileStore.Open(\"x\"); _s = store; } }")]
    [InlineData("class C { IStore _s; public C(IStore? store = null) { if (store is null) { store = new FileStore(\"x\"); } _s = store; } }")]
    [InlineData("class C { IStore _s; public C(IStore? store = null) => _s = store == null ? new FileStore(\"x\") : store; }")]
    [InlineData("class C { IStore _s; public C(IStore? store = null) => _s = store is not null ? store : new FileStore(\"x\"); }")]
    [InlineData("class C(IStore? store = null) { readonly IStore _s = store ?? FileStore.Default; bool M() => _s.Has(\"\"); }")]
    [InlineData("class B(IStore s) { object O => s; } class C(IStore? store = null) : B(store ?? FileStore.Default);")]
    [InlineData("class B(IStore s) { object O => s; } class C : B { public C(IStore? store = null) : base(store ?? FileStore.Default) { } }")]
    [InlineData("[StorageDependency] struct S { public int A; } class C { void M(S s = default) { s.A++; } }")]
    public Task A_parameter_that_only_looks_like_it_is_no_finding(string source) => Test(source.Replace("void M(S s = default)", "void M(S s)", StringComparison.Ordinal)).RunAsync();

    [Fact]
    public Task What_a_foreign_contract_says_is_only_repeated() => new AnalyzerTest<OptionalStorageDependencyAnalyzer>(
        StorageSource.Declarations + "public interface I { void M(IStore? [|store|] = null); }") { References = StorageSource.Library }
        .Add("Other.cs", "class D : I { public void M(Acme.IStore? store = null) { } } class E : I { void I.M(Acme.IStore? store) { } public void N(Acme.IStore? [|store|] = null) { } }", "Other")
        .RunAsync();

    [Theory]
    [InlineData("IBlobStore")]
    [InlineData("Own.IBlobStore")]
    [InlineData("X, Own.IBlobStore|Y")]
    public Task A_projects_own_types_can_be_listed(string setting) => new AnalyzerTest<OptionalStorageDependencyAnalyzer>(
        """
        namespace Own
        {
            interface IBlobStore;
            class Blobs : IBlobStore;
            class BlobStoreOptions;
            class C(Blobs? [|blobs|] = null, BlobStoreOptions? options = null) { object? O => (blobs, options); void M(IBlobStore? [|store|] = null) { } }
        }
        """) { EditorConfig = $"[*.cs]\nguarded.storage_types = {setting}\n" }.RunAsync();

    [Theory]
    [InlineData("")]
    [InlineData("[*.cs]\nguarded.storage_types =\n")]
    [InlineData("[*.cs]\nguarded.storage_types = Other.IBlobStore\n")]
    [InlineData("[Elsewhere.cs]\nguarded.storage_types = IBlobStore\n")]
    public Task Otherwise_they_do_not_count(string setting) => new AnalyzerTest<OptionalStorageDependencyAnalyzer>(
        "namespace Own { interface IBlobStore; class C { void M(IBlobStore? store = null) { } } }") { EditorConfig = setting }.RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() => new AnalyzerTest<OptionalStorageDependencyAnalyzer>(
        StorageSource.Declarations + "class C(IStore? [|store|] = null) { object? O => store; void M(IStore? [|other|] = null) { } }")
    {
        References = StorageSource.Library,
        Messages =
        [
            "'store' of 'C' stores, and defaults to null: a caller that forgets it compiles, and nothing is stored. Make it required.",
            "'other' of 'M' stores, and defaults to null: a caller that forgets it compiles, and nothing is stored. Make it required.",
        ],
    }.RunAsync();

    [Fact]
    public Task Test_projects_are_left_alone() => new AnalyzerTest<OptionalStorageDependencyAnalyzer>(
        StorageSource.Declarations + "class C { void M(IStore? store = null) { } }") { References = StorageSource.Library, Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    [Theory]
    [InlineData("class C { void M(IStore? [|store|] = null) { } void N(IStore s) => M(s); }", "class C { void M(IStore store) { } void N(IStore s) => M(s); }")]
    [InlineData("class C(int a, /* where */ IStore? [|store|] = null /* kept */, int b = 0) { object? O => (a, store, b); }", "class C(int a, /* where */ IStore store /* kept */, int b = 0) { object? O => (a, store, b); }")]
    [InlineData("record R(int Id, FileStore? [|Store|] = null);", "record R(int Id, FileStore Store);")]
    [InlineData("delegate void D(IStore? [|store|] = null);", "delegate void D(IStore store);")]
    [InlineData("class C { void M() { L(null); void L(IStore? [|store|] = null) { } } }", "class C { void M() { L(null); void L(IStore store) { } } }")]
    [InlineData("class C { void M<T>(T? [|store|] = null) where T : class, IStore { } }", "class C { void M<T>(T store) where T : class, IStore { } }")]
    [InlineData("class C { void M(IStore? [|one|] = null) { } void N(IStore? [|two|] = null) { } }", "class C { void M(IStore one) { } void N(IStore two) { } }")]
    public Task It_is_made_required(string source, string fixedSource) => Fix(source, fixedSource).RunAsync();

    [Theory]
    [InlineData("class C { void M(IStore? [|store|] = null) { } void N() => M(); }")]
    [InlineData("class C { void M(int size = 1, IStore? [|store|] = null) { } }")]
    [InlineData("class C { void M([Optional] IStore? [|store|]) { } }")]
    [InlineData("class C { public C(IStore? [|store|] = null) { } static C Make() => new(); }")]
    [InlineData("class B { public B(IStore? [|store|] = null) { } } class C : B;")]
    public Task Where_that_would_not_compile_there_is_no_fix(string source) => Fix(source, null).RunAsync();

    [Fact]
    public Task Nor_where_another_file_leaves_it_out() => new CodeFixTest<OptionalStorageDependencyAnalyzer, OptionalStorageDependencyFix>(
        StorageSource.Declarations + "class C { public static void M(IStore? [|store|] = null) { } }") { References = StorageSource.Library }
        .Add("Caller.cs", "class D { void N() => C.M(); }")
        .RunAsync();

    [Fact]
    public Task Half_written_code_is_no_trouble() => new AnalyzerTest<OptionalStorageDependencyAnalyzer>(
        StorageSource.Declarations + "class C { void M(IStore? [|store|] = null, Missing? m = null, IStore? = null, = null) { } void (IStore? s = null) { }") { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    private static AnalyzerTest<OptionalStorageDependencyAnalyzer> Test(string source) => new(StorageSource.Declarations + source) { References = StorageSource.Library };

    private static CodeFixTest<OptionalStorageDependencyAnalyzer, OptionalStorageDependencyFix> Fix(string source, string? fixedSource) =>
        new(StorageSource.Declarations + source, fixedSource is null ? null : StorageSource.Declarations + fixedSource) { References = StorageSource.Library };
}
