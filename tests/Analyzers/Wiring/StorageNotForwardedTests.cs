using Guarded.Analyzers.CodeFixes.Wiring;
using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>GRD2006.</summary>
public sealed class StorageNotForwardedTests
{
    [Theory]
    [InlineData("void M(IStore store) => [|Run|](1);", "void M(IStore store) => Run(1, store);")]
    [InlineData("void M(FileStore files) => [|Run|](1);", "void M(FileStore files) => Run(1, files);")]
    [InlineData("void M(IStore? store = null) => [|Run|](1);", "void M(IStore? store = null) => Run(1, store);")]
    [InlineData("readonly IStore _store = FileStore.Default; void M() => [|Run|](1);", "readonly IStore _store = FileStore.Default; void M() => Run(1, _store);")]
    [InlineData("IStore Blobs { get; } = FileStore.Default; void M() => this.[|Run|](1);", "IStore Blobs { get; } = FileStore.Default; void M() => this.Run(1, Blobs);")]
    [InlineData("static readonly IStore Shared = FileStore.Default; static void M(C c) => c.[|Run|](1);", "static readonly IStore Shared = FileStore.Default; static void M(C c) => c.Run(1, Shared);")]
    [InlineData("void M() { var store = FileStore.Open(\"x\"); [|Run|](1); store.Has(\"\"); }", "void M() { var store = FileStore.Open(\"x\"); Run(1, store); store.Has(\"\"); }")]
    [InlineData("void M(IStore store) => Late(1, [|Late|](2), store: store);", "void M(IStore store) => Late(1, Late(2, store: store), store: store);")]
    [InlineData("void M(IStore store) => [|Late|](1);", "void M(IStore store) => Late(1, store: store);")]
    [InlineData("void M(IStore store) => [|Run|](id: 1);", "void M(IStore store) => Run(id: 1, store: store);")]
    [InlineData("void M(IStore store) => new [|Engine|](1).Go();", "void M(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void M(IStore store) { Engine e = [|new(1)|]; e.Go(); }", "void M(IStore store) { Engine e = new(1, store); e.Go(); }")]
    [InlineData("void M(IStore store) { _ = new [|Settings|](1) { Name = \"\" }; }", "void M(IStore store) { _ = new Settings(1, store) { Name = \"\" }; }")]
    [InlineData("void M(IStore store) => 1.[|Extended|]();", "void M(IStore store) => 1.Extended(store);")]
    [InlineData("void M(IStore store) { L(); void L() => [|Run|](1); }", "void M(IStore store) { L(); void L() => Run(1, store); }")]
    [InlineData("void M(IStore store) { [|L|](); void L(IStore? s = null) { } }", "void M(IStore store) { L(store); void L(IStore? s = null) { } }")]
    [InlineData("void M(IStore store) { Runner r = Run; [|r|](1); }", "void M(IStore store) { Runner r = Run; r(1, store); }")]
    [InlineData("void M(IStore store, Engine? e) => e?.[|Start|]();", "void M(IStore store, Engine? e) => e?.Start(store);")]
    [InlineData("async Task M(IStore store) => await [|RunAsync|](1).ConfigureAwait(false);", "async Task M(IStore store) => await RunAsync(1, store).ConfigureAwait(false);")]
    [InlineData("void M(IStore store) { Action a = () => [|Run|](1); a(); }", "void M(IStore store) { Action a = () => Run(1, store); a(); }")]
    [InlineData("void M(IStore? store) { if (store is not null) [|Run|](1); }", "void M(IStore? store) { if (store is not null) Run(1, store); }")]
    [InlineData("void M(IStore? store) { if (store is null) return; [|Run|](1); }", "void M(IStore? store) { if (store is null) return; Run(1, store); }")]
    [InlineData("void M(IStore? store) { if (store == null) throw new InvalidOperationException(); [|Run|](1); }", "void M(IStore? store) { if (store == null) throw new InvalidOperationException(); Run(1, store); }")]
    [InlineData("void M(IStore store, string p) => [|Copy|](FileStore.Open(p));", "void M(IStore store, string p) => Copy(FileStore.Open(p), store);")]
    [InlineData("C() { var store = FileStore.Default; _ = new [|Engine|](1); }", "C() { var store = FileStore.Default; _ = new Engine(1, store); }")]
    [InlineData("IStore _store; C(string p) { _store = FileStore.Open(p); _ = new [|Engine|](1); }", "IStore _store; C(string p) { _store = FileStore.Open(p); _ = new Engine(1, _store); }")]
    [InlineData("void M(IStore @event) => [|Run|](1);", "void M(IStore @event) => Run(1, @event);")]
    [InlineData("void M(IStore store) =>\n    [|Run|](\n        1);", "void M(IStore store) =>\n    Run(\n        1,\n        store);")]
    [InlineData("void M(IStore store) => [|Run|](1 /* one */); // kept", "void M(IStore store) => Run(1, store /* one */); // kept")]
    public Task A_store_that_is_not_passed_on_is_found_and_passed(string members, string fixedMembers) => Fix(In(members), In(fixedMembers)).RunAsync();

    [Theory]
    [InlineData("class X(IStore store) { void M() => new [|Engine|](1).Go(); }", "class X(IStore store) { void M() => new Engine(1, store).Go(); }")]
    [InlineData("class X(IStore store) { Engine E { get; } = [|new(1)|]; object O => store; }", "class X(IStore store) { Engine E { get; } = new(1, store); object O => store; }")]
    [InlineData("record X(IStore Store) { public Engine E => new [|Engine|](1); }", "record X(IStore Store) { public Engine E => new Engine(1, Store); }")]
    [InlineData("class X(IStore store) : [|Engine|](1) { object O => store; }", "class X(IStore store) : Engine(1, store) { object O => store; }")]
    [InlineData("class X : Engine { public X(IStore store) : [|base|](1) { } }", "class X : Engine { public X(IStore store) : base(1, store) { } }")]
    [InlineData("class X { public X(int i, IStore? s = null) { } public X(IStore store) : [|this|](1) { } }", "class X { public X(int i, IStore? s = null) { } public X(IStore store) : this(1, store) { } }")]
    [InlineData("class B { protected IStore Store { get; } = FileStore.Default; } class X : B { void M() => new [|Engine|](1).Go(); }", "class B { protected IStore Store { get; } = FileStore.Default; } class X : B { void M() => new Engine(1, Store).Go(); }")]
    [InlineData("class X<T>(T store) where T : class, IStore { void M() => new [|Engine|](1).Go(); }", "class X<T>(T store) where T : class, IStore { void M() => new Engine(1, store).Go(); }")]
    public Task So_is_one_of_the_types_own(string source, string fixedSource) => Fix(In("") + source, In("") + fixedSource).RunAsync();

    [Theory]
    [InlineData("void M(IStore store) => Run(1, store);")]
    [InlineData("void M(IStore store) => Run(1, null);")]
    [InlineData("void M() => Run(1);")]
    [InlineData("void M(string store) => Run(1);")]
    [InlineData("void M(Func<IStore> open) => Run(1);")]
    [InlineData("void M(IStore store) => Nothing(1);")]
    [InlineData("void M(IStore store) => Copy(store);")]
    [InlineData("void M(FileStore store) => store.Mirror();")]
    [InlineData("void M(FileStore? store) => store?.Mirror();")]
    [InlineData("void M(FileStore store) => Run(store.Path.Length);")]
    [InlineData("void M(IStore? store) { if (store is null) Run(1); else Run(1, store); }")]
    [InlineData("void M(IStore? store) { if (store == null) { Run(1); } }")]
    [InlineData("void M(IStore? store) { if (store != null) { Run(1, store); } else { Run(1); } }")]
    [InlineData("void M(IStore? store) { if (store is not null) { Run(1, store); return; } Run(1); }")]
    [InlineData("void M(IStore? store) { if (store is { } s) { Run(1, s); return; } Run(1); }")]
    [InlineData("int M(IStore? store) => store is null ? Late(1) : Late(1, store: store);")]
    [InlineData("int M(IStore? store) => store != null ? Late(1, store: store) : Late(1);")]
    [InlineData("static void M(C c) => c.Run(1); IStore _store = FileStore.Default;")]
    [InlineData("void M() { Run(1); var store = FileStore.Default; store.Has(\"\"); }")]
    [InlineData("void M() { IStore store; Run(1); store = FileStore.Default; store.Has(\"\"); }")]
    [InlineData("void M(IStore store) { L(); static void L() => new Engine(1).Go(); }")]
    [InlineData("IStore _store; C(string p) { _ = new Engine(1); _store = FileStore.Open(p); }")]
    [InlineData("void M(IStore store) { Func<string> f = () => nameof(Run); f(); }")]
    [InlineData("void M(out IStore store) { Run(1); store = FileStore.Default; }")]
    [InlineData("void M(NullStore other, ILog log) => Logged(log);")]
    [InlineData("FileStore M(string path) { FileStore store = Opened(path); return store; }")]
    public Task A_call_that_only_looks_like_it_is_no_finding(string members) => Test(In(members)).RunAsync();

    [Theory]
    [InlineData("void M(IStore store) => [|Run|](missing);", "void M(IStore store) => Run(missing, store);")]
    [InlineData("void M(IStore store) => [|Run|](new Missing());", "void M(IStore store) => Run(new Missing(), store);")]
    [InlineData("void M(IStore store, Missing m) => this.[|Run|](m.Id);", "void M(IStore store, Missing m) => this.Run(m.Id, store);")]
    [InlineData("void M(IStore store) => [|Late|](size: Missing.Size, id: 1);", "void M(IStore store) => Late(size: Missing.Size, id: 1, store: store);")]
    [InlineData("void M(IStore store) => new [|Engine|](missing).Go();", "void M(IStore store) => new Engine(missing, store).Go();")]
    [InlineData("void M(IStore store) { Engine e = [|new(missing)|]; }", "void M(IStore store) { Engine e = new(missing, store); }")]
    [InlineData("async Task M(IStore store) => await [|RunAsync|](missing);", "async Task M(IStore store) => await RunAsync(missing, store);")]
    [InlineData("void M(IStore store, C? c) => c?.[|Run|](missing);", "void M(IStore store, C? c) => c?.Run(missing, store);")]
    [InlineData("void M(IStore store) => [|Overloaded|](missing);", "void M(IStore store) => Overloaded(missing, store);")]
    [InlineData("class X : Engine { public X(IStore store) : [|base|](missing) { } }", "class X : Engine { public X(IStore store) : base(missing, store) { } }")]
    [InlineData("class X(IStore store) : [|Engine|](missing) { }", "class X(IStore store) : Engine(missing, store) { }")]
    public Task A_call_with_an_argument_whose_type_is_missing_is_judged_by_what_it_may_mean(string members, string fixedMembers) =>
        new CodeFixTest<StorageNotForwardedAnalyzer, StorageNotForwardedFix>(In(members), In(fixedMembers)) { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("void M(IStore store) => Run(missing, store);")]
    [InlineData("void M(IStore store) => Run(1, missing);")]
    [InlineData("void M(IStore store) => Run(missing, null);")]
    [InlineData("void M(IStore store) => Run(missing, 2, 3);")]
    [InlineData("void M(IStore store) => Run(missing, other: 1);")]
    [InlineData("void M(IStore store) => Either(missing);")]
    [InlineData("void M(IStore store) => Either(missing, \"\");")]
    [InlineData("void M() => Run(missing);")]
    [InlineData("void M(IStore store) => Nothing(missing);")]
    [InlineData("void M(IStore store) => Missing(1);")]
    [InlineData("void M(IStore store) => missing.Run(1);")]
    [InlineData("void M(IStore store) => Run(\"one\");")]
    [InlineData("void M(IStore? store) { if (store is null) Run(missing); }")]
    public Task Such_a_call_that_may_mean_something_else_is_no_finding(string members) =>
        new AnalyzerTest<StorageNotForwardedAnalyzer>(In(members)) { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    [Fact]
    public Task All_that_are_at_hand_are_offered_the_best_first() => new CodeFixTest<StorageNotForwardedAnalyzer, StorageNotForwardedFix>(
        In("readonly IStore _other = FileStore.Default; void M(IStore near, IStore store) => [|Run|](1);"),
        In("readonly IStore _other = FileStore.Default; void M(IStore near, IStore store) => Run(1, store);"))
    { References = StorageSource.Library, Titles = ["Pass 'store'", "Pass 'near'", "Pass '_other'"] }.RunAsync();

    [Fact]
    public Task A_program_of_statements_is_searched_too() => new CodeFixTest<StorageNotForwardedAnalyzer, StorageNotForwardedFix>(
        """
        using Guarded.Store.Objects;
        using Guarded.Store.Payloads;

        var payloads = new PayloadStore(new MemoryObjectStore());
        new [|Orchestrator|]("x").Run();

        class Orchestrator(string name, PayloadStore? payloads = null)
        {
            public void Run() => System.Console.WriteLine($"{name} {payloads}");
        }
        """,
        """
        using Guarded.Store.Objects;
        using Guarded.Store.Payloads;

        var payloads = new PayloadStore(new MemoryObjectStore());
        new Orchestrator("x", payloads).Run();

        class Orchestrator(string name, PayloadStore? payloads = null)
        {
            public void Run() => System.Console.WriteLine($"{name} {payloads}");
        }
        """)
    {
        References = StorageSource.Library,
        OutputKind = OutputKind.ConsoleApplication,
        Messages = ["'Orchestrator' takes what stores as 'payloads', and gets none although 'payloads' is at hand: what it should store is lost. Pass 'payloads'."],
    }.RunAsync();

    [Fact]
    public Task A_projects_own_types_can_be_listed() => new AnalyzerTest<StorageNotForwardedAnalyzer>(
        "interface IBlobs; class C { void Run(IBlobs? blobs = null) { } void M(IBlobs blobs) => [|Run|](); }")
    { EditorConfig = "[*.cs]\nguarded.storage_types = IBlobs\n" }.RunAsync();

    [Fact]
    public Task Test_projects_are_left_alone() => new AnalyzerTest<StorageNotForwardedAnalyzer>(
        In("void M(IStore store) => Run(1);")) { References = StorageSource.Library, Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    private static AnalyzerTest<StorageNotForwardedAnalyzer> Test(string source) => new(source) { References = StorageSource.Library };

    private static CodeFixTest<StorageNotForwardedAnalyzer, StorageNotForwardedFix> Fix(string source, string fixedSource) =>
        new(source, fixedSource) { References = StorageSource.Library };

    private static string In(string members) => StorageSource.Declarations +
        $$"""
        delegate void Runner(int id, IStore? store = null);

        class Engine(int id, IStore? store = null)
        {
            public object Go() => (id, store);
            public void Start(IStore? store = null) => _ = store;
        }

        record Settings(int Id, IStore? Store = null) { public string? Name { get; init; } }

        static class Extensions
        {
            public static void Extended(this int id, IStore? store = null) { }
            public static void Mirror(this IStore first, IStore? second = null) { }
        }

        class C
        {
            void Run(int id, IStore? store = null) { }
            Task RunAsync(int id, IStore? store = null) => Task.CompletedTask;
            int Late(int id, int size = 0, IStore? store = null) => id;
            void Copy(IStore from, IStore? to = null) { }
            void Nothing(int id, ILog? log = null, string? name = null) { }
            void Logged(ILog log) { }
            void Overloaded(int id, IStore? store = null) { }
            void Overloaded(string id, IStore? store = null) { }
            void Either(int id, IStore? store = null) { }
            void Either(string id) { }
            void Either(int id, string name) { }
            FileStore Opened(string path, IStore? inner = null) => new(path);

            {{members}}
        }

        """;
}
