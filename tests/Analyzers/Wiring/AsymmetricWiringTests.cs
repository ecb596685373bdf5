using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>GRD2007.</summary>
public sealed class AsymmetricWiringTests
{
    [Theory]
    [InlineData("void [|Run|]() => new Engine(1).Go(); void Resume(string p) => new Engine(1, FileStore.Open(p)).Go();")]
    [InlineData("void Resume(string p) { var store = FileStore.Open(p); var engine = new Engine(1, store); engine.Go(); } void [|Run|]() { var engine = new Engine(1); engine.Go(); }")]
    [InlineData("async Task [|StartAsync|]() { await Task.Yield(); new Engine(1).Go(); } async Task RestartAsync(IStore store) { await Task.Yield(); new Engine(1, store).Go(); }")]
    [InlineData("void [|Import|](int id) => new Engine(id).Go(); void Reimport(int id, IStore store) => new Engine(id, store).Go();")]
    [InlineData("void [|ReImport|](int id) => new Engine(id).Go(); void Import(int id, IStore store) => new Engine(id, store).Go();")]
    [InlineData("void [|Execute|]() => Work(1); Task ExecuteAsync(string p) { Work(1, FileStore.Open(p)); return Task.CompletedTask; }")]
    [InlineData("bool [|TryOpen|]() => Work(1); bool Open(IStore store) => Work(1, store);")]
    [InlineData("void [|RunRows|]() => Work(1); void ResumeRows(IStore store) => Work(1, store: store);")]
    [InlineData("void [|Run|]() => Work(1); void ResumeFromCheckpoint(IStore store) => Work(1, store);")]
    [InlineData("void [|Run|]() => new Engine(1, null).Go(); void Resume(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void [|Run|]() => new Engine(1, store: default).Go(); void Resume(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void [|Run|]() => Twice(1); void Resume(IStore store) => Twice(1, store);")]
    [InlineData("void [|Run|]() => new Options { Id = 1 }.Go(); void Resume(IStore store) => new Options { Id = 1, Store = store }.Go();")]
    [InlineData("void [|Run|]() { Options o = new() { Id = 1, Store = null }; o.Go(); } void Resume(IStore store) { Options o = new() { Id = 1, Store = store }; o.Go(); }")]
    [InlineData("void [|Run|](Engine e) => e.Attach(1); void Resume(Engine e, FileStore store) => e.Attach(1, store);")]
    [InlineData("void [|Run|]() => Task.Run(() => new Engine(1).Go()); void Resume(IStore store) => Task.Run(() => new Engine(1, store).Go());")]
    [InlineData("static void [|Run|](IBook book) => new Engine(1, book: book).Go(); static void Resume(IBook book, IStore store) => new Engine(1, store, book).Go();")]
    [InlineData("void [|Run|]() => Marked(1); void Resume(string folder) => Marked(1, folder);")]
    public Task An_entry_point_that_lacks_what_its_sibling_passes_is_found(string members) => Test(In(members)).RunAsync();

    [Theory]
    [InlineData("void [|Run|](AppSettings s) => Use(s.Source); void Resume(AppSettings s) { Use(s.Source); Keep(FileStore.Open(s.Folder)); }")]
    [InlineData("void [|Run|]() { var s = Load(); Use(s.Source); } void Resume() { var s = Load(); var store = FileStore.Open(s.Folder); Keep(store); Use(s.Source); }")]
    [InlineData("readonly IOptions<AppSettings> _options = null!; void [|Run|]() => Use(_options.Value.Source); void Resume() => Keep(FileStore.Open(_options.Value.Folder));")]
    [InlineData("void [|Run|](IConfiguration c) { var s = c.Get<AppSettings>(); Use(s.Source); } void Resume(IConfiguration c) { var s = c.GetSection(\"x\").Get<AppSettings>(); Keep(new FileStore(Path.Combine(s.Folder, \"x\"))); }")]
    [InlineData("void [|Run|](IConfiguration c) { var s = new AppSettings(); c.Bind(s.Source); } void Resume(IConfiguration c) { var s = new AppSettings(); Keep(new FileStore(s.Folder)); }")]
    [InlineData("void [|Run|](AppSettings s, IBook book) { Use(s.Source); book.Enter(1); } void Resume(AppSettings s, IBook book) { Keep(FileStore.Open(s.Folder)); book.Enter(1); }")]
    [InlineData("async Task [|RunAsync|](AppSettings s) { await Task.Yield(); Use(s.Source); } async Task ResumeAsync(AppSettings s) => Keep(await OpenAsync(s.Folder));")]
    public Task So_is_one_that_leaves_settings_unused_from_which_its_sibling_opens_a_store(string members) => Test(In(members)).RunAsync();

    [Theory]
    [InlineData("void Run(IStore store) => new Engine(1, store).Go(); void Resume(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void Run() => new Engine(1).Go(); void Resume() => new Engine(1).Go();")]
    [InlineData("void Run() => new Engine(1).Go(); void Stop(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void Run() => new Engine(1).Go(); void Preview(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void Run() => new Engine(1).Go(); void Run(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void RunTests() => new Engine(1).Go(); void ResumeRows(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void RunTests() => new Engine(1).Go(); void Start(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void Store(IStore store) => new Engine(1, store).Go(); void Restore() => new Engine(1).Go();")]
    [InlineData("void Run() => Resume(FileStore.Default); void Resume(IStore store) => new Engine(1, store).Go();")]
    [InlineData("void Run() => Other(1); void Resume(IStore store) => Work(1, store);")]
    [InlineData("void Run() { var e = new Engine(1); e.Attach(1, FileStore.Default); } void Resume(IStore store) { var e = new Engine(1, store); e.Go(); }")]
    [InlineData("void Run() { var o = new Options { Id = 1 }; o.Store = FileStore.Default; } void Resume(IStore store) { var o = new Options { Id = 1, Store = store }; o.Go(); }")]
    [InlineData("void Run(FileStore? store) { if (store is null) new Engine(1).Go(); else new Engine(1, store).Go(); } void Resume(IStore store) => new Engine(1, store).Go();")]
    [InlineData("readonly IStore _store = FileStore.Default; void Run() => new Engine(1).Go(); void Resume() => new Engine(1, _store).Go();")]
    [InlineData("void Run() => Log(null); void Resume(ILog log) => Log(log);")]
    [InlineData("void Run() => Console.WriteLine(1); void Resume(IStore store) => Console.WriteLine(store);")]
    [InlineData("void Run() => Any(1); void Resume(IStore store) => Any(store);")]
    [InlineData("void Run(string p) => new Engine(1, Opened(p)).Go(); IStore Opened(string p) => FileStore.Open(p); void Resume(FileStore store) => new Engine(1, store).Go();")]
    public Task Entry_points_that_only_look_like_it_are_no_finding(string members) => Test(In(members)).RunAsync();

    [Theory]
    [InlineData("void Run(AppSettings s) => Keep(FileStore.Open(s.Folder)); void Resume(AppSettings s) => Keep(FileStore.Open(s.Folder));")]
    [InlineData("void Run(AppSettings s) => Whole(s); void Whole(AppSettings s) => Keep(FileStore.Open(s.Folder)); void Resume(AppSettings s) => Keep(FileStore.Open(s.Folder));")]
    [InlineData("void Run(OtherSettings s) => Use(s.Source); void Resume(AppSettings s) => Keep(FileStore.Open(s.Folder));")]
    [InlineData("void Run() => Use(\"\"); void Resume(AppSettings s) => Keep(FileStore.Open(s.Folder));")]
    [InlineData("void Run(AppSettings s) { Use(s.Source); Keep(FileStore.Default); } void Resume(AppSettings s) => Keep(FileStore.Open(s.Folder));")]
    [InlineData("void Run(AppSettings s) { Use(s.Source); } void Resume(AppSettings s) { Use(s.Source); Use(s.Folder); }")]
    [InlineData("void Stop(AppSettings s) { Use(s.Source); } void Resume(AppSettings s) => Keep(FileStore.Open(s.Folder));")]
    [InlineData("void Run(AppSettings s) { if (!Directory.Exists(s.Folder)) Use(s.Source); } void Resume(AppSettings s) => Keep(FileStore.Open(s.Folder));")]
    public Task Settings_that_only_look_like_it_are_no_finding(string members) => Test(In(members)).RunAsync();

    [Fact]
    public Task The_messages_say_what_can_happen_and_what_to_write() => new AnalyzerTest<AsymmetricWiringAnalyzer>(
        In("void [|Run|]() => new Engine(1).Go(); void Resume(IStore store) => new Engine(1, store).Go(); void [|Import|](AppSettings s) => Use(s.Source); void Reimport(AppSettings s) => Keep(FileStore.Open(s.Folder));"))
    {
        References = StorageSource.Library,
        Messages =
        [
            "'Run' passes no 'IStore' to 'Engine', but its sibling 'Resume' does: what 'Run' should store is lost. Wire both alike, best in one place.",
            "'Import' opens no store from 'AppSettings.Folder', but its sibling 'Reimport' does: what 'Import' should store is lost. Wire both alike, best in one place.",
        ],
    }.RunAsync();

    [Theory]
    [InlineData("record X(int Id) { void [|Run|]() => new Engine(Id).Go(); void Resume(IStore store) => new Engine(Id, store).Go(); }")]
    [InlineData("struct X { void [|Run|]() => new Engine(1).Go(); void Resume(IStore store) => new Engine(1, store).Go(); }")]
    [InlineData("static class X { static void [|Run|]() => new Engine(1).Go(); static void Resume(IStore store) => new Engine(1, store).Go(); }")]
    public Task Every_kind_of_type_is_searched(string source) => Test(In("") + source).RunAsync();

    [Fact]
    public Task A_projects_own_types_can_be_listed() => new AnalyzerTest<AsymmetricWiringAnalyzer>(
        "interface IBlobs; class C { void Work(IBlobs? blobs = null) { } void [|Run|]() => Work(); void Resume(IBlobs blobs) => Work(blobs); }")
    { EditorConfig = "[*.cs]\nguarded.storage_types = IBlobs\n" }.RunAsync();

    [Theory]
    [InlineData("void [|Run|]() => new Engine(missing).Go(); void Resume(IStore store) => new Engine(missing, store).Go();")]
    [InlineData("void Run() => ; void Resume(IStore store) { new Missing(store); Run( } void () { }")]
    public Task Half_written_code_is_no_trouble(string members) =>
        new AnalyzerTest<AsymmetricWiringAnalyzer>(In(members)) { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    [Fact]
    public Task Test_projects_are_left_alone() => new AnalyzerTest<AsymmetricWiringAnalyzer>(
        In("void Run() => new Engine(1).Go(); void Resume(IStore store) => new Engine(1, store).Go();")) { References = StorageSource.Library, Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    private static AnalyzerTest<AsymmetricWiringAnalyzer> Test(string source) => new(source) { References = StorageSource.Library };

    private static string In(string members) => StorageSource.Declarations +
        $$"""
        [StorageDependency]
        interface IBook { void Enter(int id); }

        interface IOptions<T> { T Value { get; } }

        interface IConfiguration { T Get<T>(); IConfiguration GetSection(string name); void Bind(object target); }

        class AppSettings { public string Source { get; set; } = ""; public string Folder { get; set; } = ""; }

        class OtherSettings { public string Source { get; set; } = ""; }

        class Engine(int id, IStore? store = null, IBook? book = null)
        {
            public object Go() => (id, store, book);
            public void Attach(int id, IStore? store = null) { }
        }

        class Options { public int Id { get; set; } public IStore? Store { get; set; } public void Go() { } }

        class C
        {
            static bool Work(int id, IStore? store = null) => true;
            static void Twice(int id) { }
            static void Twice(int id, IStore store) { }
            static void Marked(int id, [StorageDependency] string? folder = null) { }
            static void Other(int id) { }
            static void Log(ILog? log) { }
            static void Any<T>(T value) { }
            static void Use(string text) { }
            static void Keep(IStore store) { }
            static AppSettings Load() => new();
            static Task<FileStore> OpenAsync(string folder) => Task.FromResult(FileStore.Open(folder));

            {{members}}
        }

        """;
}
