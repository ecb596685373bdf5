using Guarded.Analyzers.Hashes;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3001.</summary>
public sealed class DefaultContentHashTests
{
    [Theory]
    [InlineData("H h = [|default|];")]
    [InlineData("H h = [|default|]; Use(h);")]
    [InlineData("H h = [|default!|]; Use(h);", "[|default!|]", "[|default|]!")]
    [InlineData("var h = [|default(H)|];")]
    [InlineData("_ = [|default(H)|];")]
    [InlineData("var h = [|new H()|];")]
    [InlineData("var h = [|new H { }|];")]
    [InlineData("H h = [|new()|];")]
    [InlineData("Use([|default|]);")]
    [InlineData("Use([|default(H)|]);")]
    [InlineData("Use([|new H()|]);")]
    [InlineData("Use(hash: [|default|]);")]
    [InlineData("Use(flag ? hash : [|default|]);")]
    [InlineData("Use(maybe ?? [|default|]);")]
    [InlineData("Use(flag switch { true => hash, _ => [|default|] });")]
    [InlineData("H Local() { return [|default|]; } Use(Local());")]
    [InlineData("Func<H> f = () => [|default|]; f();")]
    [InlineData("object boxed = [|default(H)|];")]
    [InlineData("H? some = [|default(H)|];")]
    [InlineData("H[] all = { hash, [|default|] };")]
    [InlineData("H[] all = [hash, [|default|]];")]
    [InlineData("var all = new List<H> { [|default|] };")]
    [InlineData("var all = new Dictionary<H, int> { [[|default|]] = 1 };")]
    [InlineData("var pair = ([|default(H)|], 1);")]
    [InlineData("Console.WriteLine([|default(H)|].ToString());")]
    [InlineData("hash = [|default|]; Use(hash);")]
    [InlineData("var h = [|default(H)|]; if (h == hash) Use(h);")]
    [InlineData("var all = Enumerable.Repeat([|default(H)|], 3);")]
    [InlineData("void With(H h = [|default|]) { } With(hash);")]
    [InlineData("void With(H h = [|default(H)|]) { } With(hash);")]
    [InlineData("void With(H h = [|new()|]) { } With(hash);")]
    [InlineData("var with = (H h = [|default|]) => { };")]
    [InlineData("void Set(out H h) { h = [|default|]; } Set(out hash);")]
    [InlineData("void Set(out H h) => h = [|new()|]; Set(out hash);")]
    [InlineData("bool Set(out H h) { h = [|default|]; return true; } Set(out hash);")]
    [InlineData("(hash, size) = ([|default|], default); Use(hash);")]
    [InlineData("H512 other = [|default|]; other.ToString();")]
    public Task A_default_value_is_reported(string statements, string marked = "", string replacement = "") =>
        Test(In(marked.Length == 0 ? statements : statements.Replace(marked, replacement, StringComparison.Ordinal))).RunAsync();

    [Theory]
    [InlineData("H? none = null; H? other = default; H? third = default(H?); _ = new H?();")]
    [InlineData("if (hash == default) Use(hash);")]
    [InlineData("if (hash != default(H) || new H() == hash) Use(hash);")]
    [InlineData("if ((maybe ?? default) == hash) Use(hash);")]
    [InlineData("if (hash.Equals(default) || default(H).Equals(hash)) Use(hash);")]
    [InlineData("if (EqualityComparer<H>.Default.Equals(hash, default)) Use(hash);")]
    [InlineData("if (Equals(hash, default(H))) Use(hash);")]
    [InlineData("if ((hash, 1) == (default, 1)) Use(hash);")]
    [InlineData("var none = default(H); if (hash == none || none.IsDefault) Use(hash);")]
    [InlineData("ArgumentOutOfRangeException.ThrowIfEqual(hash, default);")]
    [InlineData("if (new[] { hash }.Contains(default)) Use(hash);")]
    [InlineData("if (H.TryParse(text, out var parsed)) Use(parsed);")]
    [InlineData("H parsed = default; if (H.TryParse(text, out parsed)) Use(parsed);")]
    [InlineData("H last = default; foreach (var each in new List<H>()) last = each; Use(last);")]
    [InlineData("H last = default; (last, var n) = (hash, 1); Use(last);")]
    [InlineData("H last; last = hash; Use(last);")]
    [InlineData("while (flag) { hash = H.Parse(text); Use(hash); hash = default; }")]
    [InlineData("System.Runtime.CompilerServices.Unsafe.SkipInit(out H raw); Use(raw);")]
    [InlineData("bool TryFind(out H h) { h = default; return false; } TryFind(out hash);")]
    [InlineData("bool TryFind(out H h) { h = flag ? hash : default; return flag; } TryFind(out hash);")]
    [InlineData("bool TryFind(out H h, out int n) { (h, n) = (default, default); return false; } TryFind(out hash, out _);")]
    [InlineData("Finder find = (out H h) => { h = default; return false; };")]
    [InlineData("(bool Found, H Hash) Find() => (false, default); Find();")]
    [InlineData("static T None<T>() => default!; None<int>();")]
    [InlineData("static T Of<T>(T value = default!) => value; Of(hash);")]
    [InlineData("int n = default; Guid id = new(); var when = default(DateTime); Plain p = default; Use(hash);")]
    [InlineData("Assert.True(default(H).IsDefault);")]
    [InlineData("Assert.Throws(() => default(H).ToString());")]
    [InlineData("H unset = default; Assert.Throws(() => unset.ToString()); Assert.True(unset != hash);")]
    public Task What_stands_for_none_is_quiet(string statements) => Test(In(statements)).RunAsync();

    [Theory]
    [InlineData("var all = [|new H[3]|];")]
    [InlineData("var all = [|new H[size]|];")]
    [InlineData("H[] all = [|new H[3]|]; foreach (var each in all) Use(each);")]
    [InlineData("var all = [|new H[2, 3]|];")]
    [InlineData("var all = [|new H[3]|]; Use(all[0]); Console.WriteLine(all.Length);")]
    [InlineData("UseAll([|new H[3]|]);")]
    [InlineData("IEnumerable<H> all = [|new H[3]|];")]
    [InlineData("Span<H> all = stackalloc H[size]; Use(all[0]);", "stackalloc H[size]")]
    [InlineData("H[] Local() => [|new H[3]|]; Local();")]
    [InlineData("H[] Local() { return [|new H[3]|]; } Local();")]
    [InlineData("_ = [|new H[3]|];")]
    [InlineData("var all = new H[size][]; all[0] = [|new H[3]|]; Use(all[0][0]);")]
    [InlineData("var all = GC.[|AllocateArray<H>|](size); Use(all[0]);")]
    [InlineData("UseAll(GC.[|AllocateUninitializedArray<H>|](size, pinned: false));")]
    [InlineData("var all = (H[])Array.[|CreateInstance|](typeof(H), size); Use(all[0]);")]
    public Task An_array_of_defaults_is_reported(string statements, string marked = "") =>
        Test(In(marked.Length == 0 ? statements : statements.Replace(marked, $"[|{marked}|]", StringComparison.Ordinal))).RunAsync();

    [Theory]
    [InlineData("var all = new H[0]; const int None = 0; var more = new H[None];")]
    [InlineData("var all = new H[] { hash }; var more = new H[1] { hash }; var third = new[] { hash };")]
    [InlineData("H[] all = [hash, hash]; H[] none = [];")]
    [InlineData("var all = new H?[3];")]
    [InlineData("var all = new H[3][];")]
    [InlineData("var all = new H[size]; for (var i = 0; i < size; i++) all[i] = hash;")]
    [InlineData("var all = new H[2, 2]; all[0, 1] = hash;")]
    [InlineData("var all = new H[size]; H.TryParse(text, out all[0]);")]
    [InlineData("var all = new H[size]; Array.Fill(all, hash);")]
    [InlineData("var all = new H[size]; all.AsSpan().Fill(hash);")]
    [InlineData("var all = new H[size]; all.AsSpan(1).Fill(hash);")]
    [InlineData("var all = new H[size]; Span<H> span = all; span.Fill(hash);")]
    [InlineData("var all = new H[size]; ref var first = ref all[0]; first = hash;")]
    [InlineData("var all = new H[size]; all[1..].CopyTo(all, 0);")]
    [InlineData("var all = new H[size]; (all[0], all[1]) = (hash, hash);")]
    [InlineData("Span<H> all = stackalloc H[size]; all.Fill(hash);")]
    [InlineData("Span<H> all = stackalloc H[3]; foreach (ref var each in all) each = hash;")]
    [InlineData("Span<H> all = stackalloc H[] { hash };")]
    [InlineData("FillAll(new H[3]);")]
    [InlineData("var all = new H[size][]; for (var i = 0; i < size; i++) { all[i] = new H[size]; for (var j = 0; j < size; j++) all[i][j] = hash; }")]
    [InlineData("Memory<H> all = new H[size]; all.Span[0] = hash;")]
    [InlineData("Memory<H> all = new H[3].AsMemory();")]
    [InlineData("Assert.True(new H[1].Length == 1);")]
    [InlineData("var more = new List<H>(3);")]
    [InlineData("var all = GC.AllocateUninitializedArray<H>(size); for (var i = 0; i < size; i++) all[i] = hash;")]
    [InlineData("var all = (H[])Array.CreateInstance(typeof(H), size); Array.Fill(all, hash);")]
    [InlineData("FillAll(GC.AllocateArray<H>(size)); var none = GC.AllocateArray<H>(0); var other = Array.CreateInstance(typeof(H), 0);")]
    [InlineData("var all = GC.AllocateArray<H?>(size); var ints = GC.AllocateArray<int>(size); var some = Array.CreateInstance(typeof(int), size);")]
    [InlineData("var lent = System.Buffers.ArrayPool<H>.Shared.Rent(size); Use(lent[0]);")]
    [InlineData("Array.Resize(ref array, size); Use(array[0]);")]
    public Task An_array_that_is_filled_or_empty_is_quiet(string statements) => Test(In(statements)).RunAsync();

    [Theory]
    [InlineData("Use(Activator.[|CreateInstance<H>|]());")]
    [InlineData("var h = (H)Activator.[|CreateInstance|](typeof(H))!;")]
    [InlineData("var h = System.Runtime.CompilerServices.RuntimeHelpers.[|GetUninitializedObject|](typeof(H));")]
    [InlineData("static T Make<T>() where T : new() => new T(); Use([|Make<H>|]());")]
    [InlineData("static T Make<T>() => default!; Use([|Make<H>|]());")]
    [InlineData("static T Make<T>() { return Activator.CreateInstance<T>(); } Use([|Make<H>|]());")]
    [InlineData("Use(Factory<H>.[|None|]()); Use(new Factory<H>().[|Made|]());")]
    [InlineData("Use(list.[|FirstOrDefault|]());")]
    [InlineData("Use(list.Where(each => each != hash).[|SingleOrDefault|]());")]
    [InlineData("var h = list.[|LastOrDefault|](each => each != hash); Use(h);")]
    [InlineData("Use(list.[|ElementAtOrDefault|](3));")]
    [InlineData("Use(Enumerable.[|FirstOrDefault|](list));")]
    [InlineData("foreach (var each in list.[|DefaultIfEmpty|]()) Use(each);")]
    [InlineData("Use(list.[|Find|](each => each != hash));")]
    [InlineData("Use(Array.[|Find|](array, each => each != hash));")]
    [InlineData("Use(map.[|GetValueOrDefault|](text));")]
    [InlineData("Use(maybe.[|GetValueOrDefault|]());")]
    [InlineData("Use(await query.[|FirstOrDefaultAsync|]());")]
    [InlineData("Use(await query.[|SingleOrDefaultAsync|]().ConfigureAwait(false));")]
    [InlineData("var h = await query.[|LastOrDefaultAsync|](); Use(h);")]
    [InlineData("ValueTask<H> Find() => query.[|FirstOrDefaultAsync|]();")]
    [InlineData("Use(await connection.[|QueryFirstOrDefaultAsync<H>|](text));")]
    [InlineData("Use(new Cache<H>().[|GetOrDefault|](text));")]
    [InlineData("await foreach (var each in query.[|DefaultIfEmpty|]()) Use(each);")]
    public Task A_call_that_makes_one_is_reported(string statements) => Test(In(statements)).RunAsync();

    [Theory]
    [InlineData("Use(Activator.CreateInstance<H>() == hash ? hash : hash);")]
    [InlineData("Activator.CreateInstance<List<H>>(); Activator.CreateInstance(typeof(int));")]
    [InlineData("static T Make<T>() where T : new() => new T(); Make<List<int>>();")]
    [InlineData("static T Make<T>(Func<T> make) => make(); Use(Make(() => hash));")]
    [InlineData("Use(new Factory<H>().Maybe()); Factory<int>.None();")]
    [InlineData("Use(list.FirstOrDefault(hash));")]
    [InlineData("Use(map.GetValueOrDefault(text, hash));")]
    [InlineData("Use(maybe.GetValueOrDefault(hash));")]
    [InlineData("foreach (var each in list.DefaultIfEmpty(hash)) Use(each);")]
    [InlineData("var h = list.FirstOrDefault(); if (!h.IsDefault) Use(h);")]
    [InlineData("var h = list.FirstOrDefault(); if (h == default) return; Use(h);")]
    [InlineData("if (list.FirstOrDefault() == hash) return;")]
    [InlineData("if (list.Count > 0) Use(list.FirstOrDefault());")]
    [InlineData("if (maybe.HasValue) Use(maybe.GetValueOrDefault());")]
    [InlineData("if (maybe is not null) Use(maybe.GetValueOrDefault());")]
    [InlineData("if (map.ContainsKey(text)) Use(map.GetValueOrDefault(text));")]
    [InlineData("Use(list.Cast<H?>().FirstOrDefault() ?? hash);")]
    [InlineData("Use(list.First()); Use(list.Single()); map.TryGetValue(text, out var found);")]
    [InlineData("var n = new List<int>().FirstOrDefault();")]
    [InlineData("System.Linq.Expressions.Expression<Func<List<H>, H>> e = all => all.FirstOrDefault();")]
    [InlineData("Array.Resize(ref array, 4);")]
    [InlineData("var h = await query.FirstOrDefaultAsync(); if (h.IsDefault) return; Use(h);")]
    [InlineData("var h = await query.FirstOrDefaultAsync().ConfigureAwait(false); if (h == default) return; Use(h);")]
    [InlineData("if (await query.FirstOrDefaultAsync() == hash) return;")]
    [InlineData("Use(await query.FirstOrDefaultAsync(hash));")]
    [InlineData("Use(await query.Select(each => (H?)each).FirstOrDefaultAsync() ?? hash);")]
    [InlineData("Use(await query.FirstAsync()); var n = await new List<int>().ToAsyncEnumerable().FirstOrDefaultAsync();")]
    [InlineData("if (await query.AnyAsync()) Use(await query.FirstOrDefaultAsync());")]
    [InlineData("Use(new Cache<H>().GetOrDefault(text, hash)); Use(new Cache<int>().HashOrDefault());")]
    [InlineData("Assert.True((await query.FirstOrDefaultAsync()).IsDefault);")]
    public Task A_call_that_makes_none_or_is_asked_about_it_is_quiet(string statements) => Test(In(statements)).RunAsync();

    [Theory]
    [InlineData("class C { public H [|Hash|]; }")]
    [InlineData("class C { private readonly H [|_hash|]; public H Hash => _hash; }")]
    [InlineData("class C { public static H [|Hash|]; }")]
    [InlineData("static class C { public static H [|Hash|] { get; set; } }")]
    [InlineData("class C { public H [|Hash|] { get; set; } }")]
    [InlineData("class C { public H [|Hash|] { get; init; } public int Number { get; set; } = 1; }")]
    [InlineData("class C { public H [|Hash|] { get; } }")]
    [InlineData("record C { public H [|Hash|] { get; init; } }")]
    [InlineData("record C(int Number) { public H [|Hash|] { get; init; } }")]
    [InlineData("struct C { public H [|Hash|]; }")]
    [InlineData("readonly record struct C { public H [|Hash|] { get; init; } }")]
    [InlineData("class C { public H [|A|], [|B|]; }")]
    [InlineData("class C { public H [|Hash|] { get; set; } public C() { } public C(H hash) => Hash = hash; }")]
    [InlineData("class C { public H [|Hash|] { get; set; } public C(H hash) { } }")]
    [InlineData("class C(H hash) { public H Given => hash; public H [|Hash|] { get; set; } }")]
    [InlineData("class C { public H [|Hash|] { get; set; } void Set(H hash) => Hash = hash; }")]
    [InlineData("class C { protected readonly H [|Hash|]; }")]
    [InlineData("class C { public required H [|Hash|] { get; init; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public C() { } }")]
    [InlineData("class C { public H [|Hash|] { get; private set; } private C() { } public C(H hash) => Hash = hash; public static C None => new(); }")]
    [InlineData("class C { public H [|Hash|] { get; } private C() { } public C(H hash) => Hash = hash; public C(int n) : this() { } }")]
    [InlineData("class C { public H [|Hash|] { get; } private C() { } public static C Make() => new C(); }")]
    [InlineData("partial class C { public H [|Hash|] { get; set; } } partial class C { public C() { } }")]
    [InlineData("class C<T> { public H [|Hash|] { get; set; } }")]
    [InlineData("class C { public H Hash { get; set; } = [|default|]; }")]
    [InlineData("class C { private static readonly H None = [|default|]; H M() => None; }")]
    [InlineData("interface I { void M(H hash = [|default|]); }")]
    [InlineData("delegate void D(H hash = [|default|]);")]
    [InlineData("record R(H Hash = [|default|]);")]
    [InlineData("class C { H[] _all = [|new H[3]|]; H First => _all[0]; }")]
    [InlineData("class C { H[] _all; C() => _all = [|new H[3]|]; H First => _all[0]; }")]
    public Task A_member_that_is_left_unset_is_reported(string source) => Test(source).RunAsync();

    [Theory]
    [InlineData("class C { public required H Hash { get; set; } }")]
    [InlineData("class C { public required H Hash; } class D { C Make(H hash) => new() { Hash = hash }; }")]
    [InlineData("class C { public H? Hash { get; set; } H? _hash; object? O => _hash; }")]
    [InlineData("class C { public H Hash { get; set; } = H.Compute([1]); static readonly H Known = H.Compute([]); object O => Known; }")]
    [InlineData("class C { public H Hash { get; } public C(H hash) => Hash = hash; }")]
    [InlineData("class C { public H Hash { get; } public C(H hash) { this.Hash = hash; } public C() : this(H.Compute([])) { } }")]
    [InlineData("class C { readonly H _hash; public C(H hash, int n) => (_hash, N) = (hash, n); public int N { get; } public H Hash => _hash; }")]
    [InlineData("class C { readonly H _hash; public C(string text) { if (!H.TryParse(text, out _hash)) throw new FormatException(); } public H Hash => _hash; }")]
    [InlineData("class C { public H Hash { get; private set; } public C() => Set(); void Set() => Hash = H.Compute([]); }")]
    [InlineData("class C { H _hash; public async Task SetAsync() { await Task.Yield(); _hash = H.Compute([]); } public H Hash => _hash; }")]
    [InlineData("class C { public H Hash { get; private set; } public static C Make(H hash) => new() { Hash = hash }; }")]
    [InlineData("class C(H hash) { public H Hash { get; } = hash; }")]
    [InlineData("class C { public required H Hash { get; init; } public C() { } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public C(H hash) => Hash = hash; }")]
    [InlineData("class C { public int Id { get; private set; } public H Hash { get; private set; } private C() { } public C(H hash) => Hash = hash; }")]
    [InlineData("record C(H Hash);")]
    [InlineData("readonly record struct C(H Hash);")]
    [InlineData("record C(H Hash) { protected C(C other) { Hash = other.Hash; } }")]
    [InlineData("readonly struct C { public H Hash { get; } public C(H hash) => Hash = hash; }")]
    [InlineData("static class C { public static H Hash { get; } static C() => Hash = H.Compute([]); }")]
    [InlineData("class C { public H Hash => H.Compute([]); }")]
    [InlineData("interface I { H Hash { get; } } abstract class C { public abstract H Hash { get; set; } }")]
    [InlineData("abstract class C { protected H Hash { get; set; } } abstract class D { public H Hash { get; protected init; } }")]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(4)] struct C { H _first; }")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential)] struct C { public H Hash; }")]
    [InlineData("class C<T> { public T? Value { get; set; } }")]
    [InlineData("class C { public Plain Value { get; set; } public int Number; } struct Plain;")]
    [InlineData("class C { readonly H[] _all = new H[3]; void Set(int i, H hash) => _all[i] = hash; H First => _all[0]; }")]
    [InlineData("class C { H[] _all; C(H hash) { _all = new H[3]; Array.Fill(_all, hash); } H First => _all[0]; }")]
    [InlineData("class C { public List<H> All { get; } = new(); public H[] More { get; set; } = []; }")]
    public Task A_member_that_is_set_is_quiet(string source) => Test(source).RunAsync();

    [SkippableFact]
    public Task A_property_that_sets_its_own_field_is_quiet()
    {
        Skip.IfNot(LanguageVersionFacts.TryParse("14", out _), "the compiler under test is older than C# 14");
        return Test("class C { public H Field { get { if (field.IsDefault) field = H.Compute([]); return field; } } }").RunAsync();
    }

    [SkippableFact]
    public Task A_property_that_returns_what_was_set_is_reported()
    {
        Skip.IfNot(LanguageVersionFacts.TryParse("14", out _), "the compiler under test is older than C# 14");
        return Test("class C { public H [|Field|] { get; set => field = value; } }").RunAsync();
    }

    [Fact]
    public Task What_a_hash_does_with_its_own_default_is_quiet() => Test(
        "[ContentHash(ContentHashAlgorithm.Sha256)] readonly partial struct Own { public static readonly Own None; public static Own Of(int n) => n > 0 ? default : new Own(); public static Own[] Many() => new Own[3]; }").RunAsync();

    [Fact]
    public Task What_is_generated_is_quiet() => Test("class C;")
        .Add("H.g.cs", "// <auto-generated/>\nclass G { public H Hash; public H M() => default; }")
        .RunAsync();

    [Fact]
    public Task It_says_what_to_write_instead() => new AnalyzerTest<DefaultContentHashAnalyzer>(HashSource.Usings +
        """
        class C
        {
            public H [|Hash|] { get; set; }
            private readonly H [|_hash|];
            H[] M() => [[|default|], _hash];
            H[] N() => [|new H[2]|];
            H F(List<H> all) => all.[|FirstOrDefault|]();
            H A() => Activator.[|CreateInstance<H>|]();
        }
        """)
    {
        Messages =
        [
            "'Hash' is left a default 'H', which is no hash and throws when it is used as one. Make it required, set it in every constructor, or declare it 'H?'.",
            "'_hash' is left a default 'H', which is no hash and throws when it is used as one. Set it where it is declared or in every constructor, or declare it 'H?'.",
            "This is a default 'H', which is no hash and throws when it is used as one. Compute or parse one, or use 'H?' where there may be none.",
            "Each element of this array is a default 'H', which is no hash and throws when it is used as one. Make it of its elements, or of 'H?'.",
            "Where there is none, this returns a default 'H', which is no hash and throws when it is used as one. Ask first, or look for a 'H?'.",
            "This makes a default 'H', which is no hash and throws when it is used as one. Compute or parse one, or use 'H?' where there may be none.",
        ],
    }.Add("H.cs", HashSource.Text).RunAsync();

    [Fact]
    public Task A_hash_of_the_library_is_one_too() => new AnalyzerTest<DefaultContentHashAnalyzer>(
        "using Guarded.Store.Hashing; class C { public PayloadHash [|Hash|]; PayloadHash M() => [|default|]; bool Is(PayloadHash hash) => hash == default; }")
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
    }.RunAsync();

    [Fact]
    public Task Nothing_is_looked_at_where_there_is_no_hash() =>
        new AnalyzerTest<DefaultContentHashAnalyzer>("struct H; class C { public H Hash; H M() => default; H[] All() => new H[3]; }").RunAsync();

    [Fact]
    public Task An_error_is_reported_in_a_test_project_too() =>
        Test("class C { H M() => [|default|]; }", ("IsTestProject", "true")).RunAsync();

    [Theory]
    [InlineData("class C { H Hash = new H[")]
    [InlineData("class C { H M() => default(; public H Hash { get; ")]
    [InlineData("class C { void M(out H h) { h = default; (h, = default; } H[] a = new H[,; }")]
    [InlineData("H h = default; h.")]
    [InlineData("class C { C() : this(; public H Hash { get; set } static T Make<T>() => ; H X => Make<H>(; }")]
    public Task Half_written_code_is_no_trouble(string source) => RobustHash.NeverThrows<DefaultContentHashAnalyzer>(HashSource.Usings + source);

    private static AnalyzerTest<DefaultContentHashAnalyzer> Test(string source, params (string Name, string Value)[] properties)
    {
        var test = new AnalyzerTest<DefaultContentHashAnalyzer>(HashSource.Usings + source);
        foreach (var (name, value) in properties)
            test.Properties[name] = value;
        test.Add("H.cs", HashSource.Text);
        return test;
    }

    private static string In(string statements) =>
        $$"""
        class Test
        {
            delegate bool Finder(out H hash);
            struct Plain;
            static class Assert { public static void True(bool condition) { } public static void Throws(Action action) { } }
            void Use(H hash) { }
            void UseAll(H[] hashes) { }
            void FillAll(Span<H> hashes) { }
            class Factory<T> where T : new() { public static T None() => default!; public T Made() => new(); public virtual T Maybe() => new T(); }
            class Cache<T> { public T GetOrDefault(string key) => throw new Exception(key); public T GetOrDefault(string key, T none) => none; public H HashOrDefault() => throw new Exception(); }

            {{(statements.Contains("await", StringComparison.Ordinal) ? "async " : "")}}void M(H hash, H? maybe, bool flag, string text, int size, List<H> list, H[] array, Dictionary<string, H> map, IAsyncEnumerable<H> query, Connection connection)
            {
                {{statements}}
            }
        }

        class Connection;

        static class Mapper
        {
            public static Task<T> QueryFirstOrDefaultAsync<T>(this Connection connection, string text, object? parameters = null) => throw new Exception(text);
        }
        """;
}
