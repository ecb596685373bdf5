using Guarded.Analyzers.CodeFixes.Wiring;
using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Wiring;

public sealed class MissingPayloadReferenceFixTests
{
    [Theory]
    [InlineData("Record(1, [|null|])", "Record(1, payload)")]
    [InlineData("Record(1, [|null!|])", "Record(1, payload)")]
    [InlineData("Record(1, [|((Ref?)default)|])", "Record(1, payload)")]
    [InlineData("Record(payload: /* none */ [|null|], id: 1)", "Record(payload: /* none */ payload, id: 1)")]
    [InlineData("[|Record|](1)", "Record(1, payload)")]
    [InlineData("[|Record|](id: 1)", "Record(id: 1, payload: payload)")]
    [InlineData("[|Late|]()", "Late(payload: payload)")]
    [InlineData("[|Late|](\"x\")", "Late(\"x\", payload)")]
    [InlineData("this?.[|Record|](1)", "this?.Record(1, payload)")]
    [InlineData("1.[|Extend|]()", "1.Extend(payload)")]
    [InlineData("_ = new [|Entry|](1)", "_ = new Entry(1, payload)")]
    [InlineData("_ = new [|Entry|] { Id = 1 }", "_ = new Entry(payload: payload) { Id = 1 }")]
    [InlineData("Entry e = [|new(1)|]", "Entry e = new(1, payload)")]
    [InlineData("_ = new [|Row|]()", "_ = new Row { Payload = payload }")]
    [InlineData("_ = new [|Row|] { }", "_ = new Row { Payload = payload }")]
    [InlineData("_ = new [|Row|] { Id = 1 }", "_ = new Row { Id = 1, Payload = payload }")]
    [InlineData("_ = new [|Row|] { Id = 1, }", "_ = new Row { Id = 1, Payload = payload, }")]
    [InlineData("Row r = [|new()|]", "Row r = new() { Payload = payload }")]
    [InlineData("Row r = [|new()|] { Id = 1 }", "Row r = new() { Id = 1, Payload = payload }")]
    [InlineData("_ = new Row { Payload = [|null|], Id = 1 }", "_ = new Row { Payload = payload, Id = 1 }")]
    [InlineData("_ = old with { Payload = [|null|] }", "_ = old with { Payload = payload }")]
    [InlineData("Nested(new [|Row|](), [|null|])", "Nested(new Row { Payload = payload }, payload)")]
    [InlineData("Record([|Count|](), [|null|])", "Record(Count(payload), payload)")]
    [InlineData("Action a = () => Record(1, [|null|])", "Action a = () => Record(1, payload)")]
    public Task The_reference_is_filled_in(string statement, string replacement) => Fix(In(statement), In(replacement)).RunAsync();

    [Fact]
    public Task An_initializer_of_several_lines_gets_another() => Fix(
        In("""
            _ = new [|Row|]
                    {
                        // The id.
                        Id = 1, // First.
                        Other = 2 // Second.
                    }
            """),
        In("""
            _ = new Row
                    {
                        // The id.
                        Id = 1, // First.
                        Other = 2, // Second.
                        Payload = payload
                    }
            """)).RunAsync();

    [Fact]
    public Task An_initializer_with_a_comma_at_its_end_keeps_it() => Fix(
        In("""
            _ = new [|Row|]
                    {
                        Id = 1,
                    }
            """),
        In("""
            _ = new Row
                    {
                        Id = 1,
                        Payload = payload,
                    }
            """)).RunAsync();

    [Theory]
    [InlineData("void M(Ref a, Ref payload) { var b = new Ref(); Record([|null|]); }", "payload", "b", "a", "_kept", "Shared")]
    [InlineData("void M(Ref a) { { var inner = a; Record([|null|]); } var later = a; }", "inner", "a", "_kept", "Shared")]
    [InlineData("static void M(Ref a) => new C().Record([|null|]);", "a", "Shared")]
    [InlineData("void M() { Ref unset; Record([|null|]); }", "_kept", "Shared")]
    [InlineData("void M(out Ref result) { Record([|null|]); result = _kept; }", "_kept", "Shared")]
    [InlineData("void M(ref Ref result) { System.Action a = () => Record([|null|]); }", "_kept", "Shared")]
    [InlineData("void M(Ref a) { static void Local(C c) => c.Record([|null|]); }", "Shared")]
    [InlineData("C(Ref a) : this(1, [|null|]) { } C(int id, [PayloadReference] Ref? payload) { }", "a", "Shared")]
    [InlineData("object O = new Row { Payload = [|null|] };", "Shared")]
    [InlineData("void M(Derived d, object o, string s) { Record([|null|]); }", "d", "_kept", "Shared")]
    [InlineData("void M() { foreach (var each in new Ref[1]) Record([|null|]); }", "each", "_kept", "Shared")]
    [InlineData("void M(object o) { if (o is Ref found) Record([|null|]); }", "found", "_kept", "Shared")]
    [InlineData("void M(Ref @event) { Record([|null|]); }", "event", "_kept", "Shared")]
    public Task All_that_is_in_scope_is_offered_the_best_first(string member, params string[] names)
    {
        var best = names[0] == "event" ? "@event" : names[0];
        var source = Declarations + "class C { C() { } Ref _kept = new(); static Ref Shared { get; } = new(); void Record([PayloadReference] Ref? payload) { } " + member + " }";
        return new CodeFixTest<MissingPayloadReferenceAnalyzer, MissingPayloadReferenceFix>(source, source.Replace("[|null|]", best, StringComparison.Ordinal))
        {
            References = Store,
            Titles = [.. names.Select(name => $"Fill in '{name}'")],
        }.RunAsync();
    }

    [Fact]
    public Task Another_one_can_be_chosen() => new CodeFixTest<MissingPayloadReferenceAnalyzer, MissingPayloadReferenceFix>(
        In("Record(1, [|null|]); Record(2, [|null|])", "Ref other"),
        In("Record(1, other); Record(2, other)", "Ref other"))
    { References = Store, EquivalenceKey = "MissingPayloadReferenceFix:other" }.RunAsync();

    [Theory]
    [InlineData("class C(Ref stored) { void M([PayloadReference] Ref? p) => M([|null|]); }", "class C(Ref stored) { void M([PayloadReference] Ref? p) => M(p); }", 0)]
    [InlineData("class C(Ref stored) { void M() => N([|null|]); void N([PayloadReference] Ref? p) { } }", "class C(Ref stored) { void M() => N(stored); void N([PayloadReference] Ref? p) { } }", 0)]
    [InlineData("class B([PayloadReference] Ref? p) { object? O => p; } class C(Ref stored) : B([|null|]);", "class B([PayloadReference] Ref? p) { object? O => p; } class C(Ref stored) : B(stored);", 0)]
    [InlineData("class C(Ref stored) { Row Row { get; } = [|new()|]; }", "class C(Ref stored) { Row Row { get; } = new() { Payload = stored }; }", 0)]
    public Task A_primary_constructors_parameter_is_in_scope(string source, string fixedSource, int index) =>
        new CodeFixTest<MissingPayloadReferenceAnalyzer, MissingPayloadReferenceFix>(Declarations + source, Declarations + fixedSource) { References = Store, ActionIndex = index }.RunAsync();

    [Theory]
    [InlineData("void M(string a, string _Payload) => R([|null|]); void R([PayloadReference] string? payload) { }", "_Payload")]
    [InlineData("void M(string a, [PayloadReference] string b) => R([|null|]); void R([PayloadReference] string? payload) { }", "b")]
    [InlineData("void M(byte[] a, byte[] payload) => R([|null|]); void R([PayloadReference] byte[]? payload) { }", "payload")]
    [InlineData("void M(string a, object payload) => R([|null|]); void R([PayloadReference] object? payload) { }", "payload")]
    public Task Of_what_may_be_anything_only_a_namesake_or_a_marked_one_will_do(string members, string name) => new CodeFixTest<MissingPayloadReferenceAnalyzer, MissingPayloadReferenceFix>(
        $"{Declarations} class C {{ {members} }}",
        $"{Declarations} class C {{ {members.Replace("[|null|]", name, StringComparison.Ordinal)} }}")
    { References = Store, Titles = [$"Fill in '{name}'"] }.RunAsync();

    [Theory]
    [InlineData("void M() => R([|null|]); void R([PayloadReference] Ref? payload) { }")]
    [InlineData("void M(string a) => R([|null|]); void R([PayloadReference] string? payload) { }")]
    [InlineData("const string Payload = \"\"; void M() => R([|null|]); void R([PayloadReference] string? payload) { }")]
    [InlineData("void M(Task<Ref> a, object b) => R([|null|]); void R([PayloadReference] Ref? payload) { }")]
    [InlineData("void M(Ref a) => _ = new [|Bag|] { 1, 2 }; class Bag : List<int> { [PayloadReference] public Ref? Payload { get; set; } }")]
    public Task Without_a_candidate_there_is_no_fix(string members) => new CodeFixTest<MissingPayloadReferenceAnalyzer, MissingPayloadReferenceFix>(
        $"{Declarations} class C {{ {members} }}")
    { References = Store }.RunAsync();

    [Fact]
    public Task What_has_no_candidate_is_left_when_all_are_fixed()
    {
        const string Before = "class $ { void M(Ref a) { R([|null|]); R([|null|]); } void N() => R([|null|]); void R([PayloadReference] Ref? p) { } }";
        const string After = "class $ { void M(Ref a) { R(a); R(a); } void N() => R([|null|]); void R([PayloadReference] Ref? p) { } }";
        return Fix(Declarations + Before.Replace('$', 'A'), Declarations + After.Replace('$', 'A'))
            .Add("B.cs", "using Guarded; using Acme;\n" + Before.Replace('$', 'B'), "using Guarded; using Acme;\n" + After.Replace('$', 'B'))
            .RunAsync();
    }

    [Fact]
    public Task The_candidate_may_be_a_top_level_local() => new CodeFixTest<MissingPayloadReferenceAnalyzer, MissingPayloadReferenceFix>(
        """
        using Guarded.Store.Ledger;
        using Guarded.Store.Payloads;

        ILedger ledger = null!;
        PayloadStore payloads = null!;
        var run = await ledger.StartRunAsync("rows");
        var payload = await payloads.StoreAsync(new byte[1]);

        // The row.
        await ledger.CreateRowAsync(run.Id, 0, [|null!|]); // Recorded.
        """,
        """
        using Guarded.Store.Ledger;
        using Guarded.Store.Payloads;

        ILedger ledger = null!;
        PayloadStore payloads = null!;
        var run = await ledger.StartRunAsync("rows");
        var payload = await payloads.StoreAsync(new byte[1]);

        // The row.
        await ledger.CreateRowAsync(run.Id, 0, payload); // Recorded.
        """)
    { References = Store, OutputKind = OutputKind.ConsoleApplication, Titles = ["Fill in 'payload'"] }.RunAsync();

    private static System.Collections.Immutable.ImmutableArray<MetadataReference> Store =>
        [MetadataReference.CreateFromFile(typeof(PayloadReferenceAttribute).Assembly.Location)];

    private static CodeFixTest<MissingPayloadReferenceAnalyzer, MissingPayloadReferenceFix> Fix(string source, string fixedSource) => new(source, fixedSource) { References = Store };

    private static string In(string statement, string more = "int unrelated") => Declarations +
        $$"""
        class C
        {
            void Record(int id, [PayloadReference] Ref? payload = null) { }
            void Late(string name = "", [PayloadReference] Ref? payload = null, int last = 0) { }
            void Nested(Row row, [PayloadReference] Ref? payload) { }
            int Count([PayloadReference] Ref? payload = null) => 0;

            void M(Row old, Ref payload, {{more}})
            {
                {{statement}};
            }
        }

        static class Extensions
        {
            public static void Extend(this int id, [PayloadReference] Ref? payload = null) { }
        }

        """;

    private const string Declarations =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Acme;
        using Guarded;

        namespace Acme
        {
            class Ref;
            class Derived : Ref;

            class Entry(int id = 0, [PayloadReference] Ref? payload = null)
            {
                public object? Both => (id, payload);
                public int Id { get; set; }
            }

            record Row
            {
                public int Id { get; set; }
                public int Other { get; set; }
                [PayloadReference] public Ref? Payload { get; set; }
            }
        }

        """;
}
