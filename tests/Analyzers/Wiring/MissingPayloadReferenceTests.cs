using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>GRD2001.</summary>
public sealed class MissingPayloadReferenceTests
{
    [Theory]
    [InlineData("[|Record|](1)")]
    [InlineData("Record(1, [|null|])")]
    [InlineData("Record(1, [|null!|])")]
    [InlineData("Record(1, [|default|])")]
    [InlineData("Record(1, [|default(Ref)|])")]
    [InlineData("Record(1, [|(Ref?)null|])")]
    [InlineData("Record(1, [|((null))|])")]
    [InlineData("Record(payload: [|null|], id: 1)")]
    [InlineData("const Ref? None = null; Record(1, [|None|])")]
    [InlineData("this.[|Record|](1)")]
    [InlineData("Fixed(default(Value), [|default|])")]
    [InlineData("Fixed(default(Value), [|new()|])")]
    [InlineData("Fixed(default(Value), [|new Value()|])")]
    [InlineData("C.[|Generic|]<int>(1)")]
    [InlineData("1.[|Extend|]()")]
    [InlineData("1.Extend([|null|])")]
    [InlineData("this?.[|Record|](1)")]
    [InlineData("[|Local|](); void Local([PayloadReference] Ref? payload = null) { }")]
    [InlineData("Recorder r = Record; r(1, [|null|])")]
    [InlineData("Recorder r = Record; r.Invoke(1, [|null|])")]
    [InlineData("_ = new [|Entry|](1)")]
    [InlineData("_ = new Entry(1, [|null|])")]
    [InlineData("_ = new Acme.[|Entry|](1)")]
    [InlineData("Entry e = [|new(1)|]")]
    [InlineData("Entry e = new(1, [|null!|])")]
    [InlineData("_ = this[1, [|null|]]")]
    [InlineData("_ = [|this[1, 2]|]")]
    [InlineData("_ = new List { [|null!|] }")]
    public Task A_call_without_the_reference_is_found(string statement) => Test(In(statement)).RunAsync();

    [Theory]
    [InlineData("Record(Missing(), [|null|])")]
    [InlineData("[|Record|](new Missing())")]
    [InlineData("Record(missing, payload: [|default|])")]
    [InlineData("_ = new Entry(new Missing(), [|null|])")]
    [InlineData("_ = new [|Entry|](missing)")]
    [InlineData("Missing m = null; [|Record|](m)")]
    public Task A_call_with_an_argument_whose_type_is_missing_is_judged_by_what_it_may_mean(string statement) =>
        new AnalyzerTest<MissingPayloadReferenceAnalyzer>(In(statement)) { References = Store, MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("Record(missing, payload)")]
    [InlineData("Unmarked(missing)")]
    [InlineData("Missing(null)")]
    [InlineData("Record(missing, null, null, null)")]
    [InlineData("Record(missing, other: null)")]
    [InlineData("Either(missing)")]
    [InlineData("_ = new Missing(null)")]
    public Task What_may_mean_something_else_is_no_finding(string statement) =>
        new AnalyzerTest<MissingPayloadReferenceAnalyzer>(In(statement)) { References = Store, MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("Row.Source", "_ = new [|Row|]()")]
    [InlineData("Own.Row.Source", "_ = new Row { Source = [|null|] }")]
    [InlineData("Row.Source", "_ = new Row { Source = \"\" } with { Source = [|null|] }")]
    [InlineData("Row.Field", "_ = new [|Row|]()")]
    [InlineData("C.Record(source)", "Record([|null|])")]
    [InlineData("Own.C.Record.source", "[|Record|]()")]
    [InlineData("Entry(source)", "_ = new Entry([|null|])")]
    [InlineData("Other.X, Own.Entry(source) | C.Record(source)", "_ = new Entry([|null|]); [|Record|]()")]
    [InlineData("IRecorder.Record(source)", "new Recorder().Record([|null|])")]
    public Task A_projects_own_members_can_be_listed(string setting, string statement) =>
        new AnalyzerTest<MissingPayloadReferenceAnalyzer>(Listed(statement)) { EditorConfig = $"[*.cs]\nguarded.payload_reference_members = {setting}\n" }.RunAsync();

    [Theory]
    [InlineData("", "_ = new Row(); Record()")]
    [InlineData("Other.Row.Source", "_ = new Row()")]
    [InlineData("Row.Other", "_ = new Row()")]
    [InlineData("C.Record(other)", "Record(null)")]
    [InlineData("Record(source)", "Record(null)")]
    public Task Otherwise_they_do_not_count(string setting, string statement) =>
        new AnalyzerTest<MissingPayloadReferenceAnalyzer>(Listed(statement)) { EditorConfig = $"[*.cs]\nguarded.payload_reference_members = {setting}\n" }.RunAsync();

    private static string Listed(string statement) =>
        $$"""
        namespace Own
        {
            record Row { public string? Source { get; set; } public string? Field; }
            class Entry(string? source) { object? O => source; }
            interface IRecorder { void Record(string? source); }
            class Recorder : IRecorder { public void Record(string? source) { } }
            class C { void Record(string? source = null) { } void M() { {{statement}}; } }
        }
        """;

    // The files that call know nothing of the attribute.
    [Theory]
    [InlineData("class Recorder : IRecorder { public void Record(object? payload) { } }", "new Recorder().Record([|null|])")]
    [InlineData("class Recorder : Base { public override void Record(object? payload) { } }", "new Recorder().Record([|null|])")]
    [InlineData("class DerivedRow : Row;", "_ = new [|DerivedRow|]()")]
    public Task A_mark_in_another_file_is_found(string declaration, string statement) => new AnalyzerTest<MissingPayloadReferenceAnalyzer>(
        $"{declaration} class C {{ void M() {{ {statement}; }} }}")
        .Add("Marks.cs",
            """
            using Guarded;
            interface IRecorder { void Record([PayloadReference] object? payload); }
            class Base { public virtual void Record([PayloadReference] object? payload) { } }
            class Row { [PayloadReference] public object? Payload { get; set; } }
            namespace Guarded { class PayloadReferenceAttribute : System.Attribute; }
            """)
        .RunAsync();

    [Fact]
    public Task So_is_one_under_a_name_from_another_file() => new AnalyzerTest<MissingPayloadReferenceAnalyzer>(
        "class C { void Record([Mark] object? payload) => Record([|null|]); }")
        .Add("Names.cs", "global using Mark = Guarded.PayloadReferenceAttribute; namespace Guarded { class PayloadReferenceAttribute : System.Attribute; }")
        .RunAsync();

    [Fact]
    public Task So_is_one_in_the_library() => new AnalyzerTest<MissingPayloadReferenceAnalyzer>(
        """
        using System.Threading.Tasks;
        using Guarded.Store.Ledger;
        class C { async Task M(ILedger ledger) => await ledger.CreateRowAsync(new RunId(1), 0, [|null!|]); }
        """)
    {
        References = [MetadataReference.CreateFromFile(typeof(PayloadReferenceAttribute).Assembly.Location)],
    }.RunAsync();

    [Theory]
    [InlineData("Record(1, payload)")]
    [InlineData("Record(payload: payload, id: 1)")]
    [InlineData("Ref? maybe = null; Record(1, maybe)")]
    [InlineData("Record(1, id > 0 ? payload : null)")]
    [InlineData("Fixed(new Value(), new Value(1))")]
    [InlineData("Unmarked()")]
    [InlineData("Unmarked(null)")]
    [InlineData("Foreign()")]
    [InlineData("Foreign(null)")]
    [InlineData("Named()")]
    [InlineData("Several()")]
    [InlineData("Converted(null)")]
    [InlineData("_ = nameof(Record)")]
    [InlineData("System.Linq.Expressions.Expression<Action> e = () => Record(1, null)")]
    [InlineData("Record(1, payload); void Forward([PayloadReference] Ref? x) => Record(1, x)")]
    [InlineData("_ = new Entry(1, payload)")]
    [InlineData("_ = this[1, payload]")]
    [InlineData("_ = this[1]")]
    [InlineData("Action<int, Ref?> record = Record; record(1, null)")]
    public Task A_call_that_only_looks_like_it_is_no_finding(string statement) => Test(In(statement)).RunAsync();

    [Theory]
    [InlineData("_ = new [|Row|] { Id = 1 }")]
    [InlineData("_ = new [|Row|]()")]
    [InlineData("_ = new Acme.[|Row|]()")]
    [InlineData("Row row = [|new()|] { Id = 1 }")]
    [InlineData("_ = new Row { Payload = [|null|] }")]
    [InlineData("_ = new Row { Payload = [|null!|], Id = 1 }")]
    [InlineData("_ = new Row { Payload = [|default|] }")]
    [InlineData("Row row = new() { Payload = [|default(Ref)|] }")]
    [InlineData("_ = new [|DerivedRow|] { Id = 1 }")]
    [InlineData("_ = new DerivedRow { Payload = [|null|] }")]
    [InlineData("_ = new [|FieldRow|]()")]
    [InlineData("_ = new FieldRow { Payload = [|null|] }")]
    [InlineData("_ = new [|StructRow|]()")]
    [InlineData("_ = new RequiredRow { Payload = [|null!|] }")]
    [InlineData("_ = new [|GenericRow<int>|]()")]
    [InlineData("_ = new [|ForgetfulRow|](payload)")]
    [InlineData("_ = new Outer { Row = { Payload = [|null|] } }")]
    [InlineData("var row = new [|Row|](); row.Id = 1; Use(row)")]
    [InlineData("var row = new [|Row|](); row.Payload = null")]
    [InlineData("var row = new [|Row|](); var other = new Row { Payload = payload }; other.Payload = payload")]
    [InlineData("_ = _row with { Payload = [|null|] }")]
    [InlineData("_ = _row with { Id = 1, Payload = [|null!|] }")]
    [InlineData("_ = new [|Positional|](1)")]
    [InlineData("_ = new Positional(1, [|null|])")]
    [InlineData("_ = new Targeted(1, [|null|])")]
    [InlineData("_ = new Positional(1, payload) with { Payload = [|null|] }")]
    [InlineData("_ = new Targeted(1, payload) with { Payload = [|null|] }")]
    [InlineData("_ = new Positional(1, payload) { Payload = [|null|] }")]
    public Task An_object_without_the_reference_is_found(string statement) => Test(In(statement)).RunAsync();

    [Theory]
    [InlineData("_ = new Row { Payload = payload }")]
    [InlineData("_ = new RequiredRow { Payload = payload }")]
    [InlineData("_ = new ReadOnlyRow()")]
    [InlineData("_ = new PrivateRow()")]
    [InlineData("_ = new InitializedRow()")]
    [InlineData("_ = new ConstructedRow(payload)")]
    [InlineData("_ = new ConstructedRow()")]
    [InlineData("_ = new DelegatingRow(payload)")]
    [InlineData("_ = new UnmarkedRow()")]
    [InlineData("_ = new ForeignRow()")]
    [InlineData("_ = _row with { Id = 2 }")]
    [InlineData("_ = _row with { Payload = payload }")]
    [InlineData("_ = new Positional(1, payload)")]
    [InlineData("_ = new Positional(1) { Payload = payload }")]
    [InlineData("_ = new Targeted(1, payload)")]
    [InlineData("var row = new Row(); row.Payload = payload")]
    [InlineData("var row = new Row(); if (id > 0) { row.Payload = payload; }")]
    [InlineData("Row row; row = new Row { Id = 1 }; row.Payload = payload")]
    [InlineData("_row = new Row(); _row.Payload = payload")]
    [InlineData("var row = new Row(); (row.Payload, id) = (payload, 1)")]
    [InlineData("var row = new FieldRow(); Fill(out row.Payload)")]
    [InlineData("var row = new Row(); row.Attach(payload)")]
    [InlineData("new Row().Attach(payload)")]
    [InlineData("_ = new Row() with { Payload = payload }")]
    [InlineData("var row = new Row(); row = row with { Payload = payload }")]
    [InlineData("System.Linq.Expressions.Expression<Func<Row>> e = () => new Row { Id = 1 }")]
    [InlineData("Row? empty = default; StructRow s = default")]
    public Task An_object_that_only_looks_like_it_is_no_finding(string statement) => Test(In(statement)).RunAsync();

    [Theory]
    [InlineData("interface I { void R([PayloadReference] Ref? p = null); } class X : I { public void R(Ref? p = null) { } void M(X x, I i) { x.[|R|](); i.[|R|](); } }")]
    [InlineData("interface I { void R([PayloadReference] Ref? p); } class X : I { void I.R(Ref? p) { } void M(I i) => i.R([|null|]); }")]
    [InlineData("abstract class B { public abstract void R([PayloadReference] Ref? p); } class X : B { public override void R(Ref? p) { } void M() => R([|null|]); }")]
    [InlineData("interface I { [PayloadReference] Ref? P { get; set; } } class X : I { public Ref? P { get; set; } static object M() => new [|X|](); }")]
    [InlineData("abstract class B { [PayloadReference] public abstract Ref? P { get; set; } } class X : B { public override Ref? P { get; set; } static object M() => new [|X|](); }")]
    [InlineData("partial class X { partial void R([PayloadReference] Ref? p); partial void R(Ref? p) { } void M() => R([|null|]); }")]
    [InlineData("interface I<T> { void R([PayloadReference] T? p); } class X : I<Ref> { public void R(Ref? p) { } void M() => R([|null|]); }")]
    public Task The_mark_counts_wherever_it_stands(string source) => Test(Declarations + source).RunAsync();

    [Theory]
    [InlineData("class B([PayloadReference] Ref? p) { public object? P => p; } class X() : B([|null|]);")]
    [InlineData("class B([PayloadReference] Ref? p = null) { public object? P => p; } class X : B { public X() : [|base|]() { } }")]
    [InlineData("class X { public X([PayloadReference] Ref? p) { } public X() : this([|null|]) { } }")]
    [InlineData("class X { static object Y = new [|Row|](); object Z { get; } = new Row { Payload = [|null|] }; }")]
    public Task Constructors_and_initializers_count(string source) => Test(Declarations + source).RunAsync();

    [Theory]
    [InlineData("class A([PayloadReference] string? p = null) : Attribute { public object? P => p; } [A] class X;")]
    [InlineData("class A : Attribute { [PayloadReference] public string? P { get; set; } } [A] class X; [A(P = null)] class Y;")]
    public Task Attributes_do_not(string source) => Test(Declarations + source).RunAsync();

    [Fact]
    public Task The_users_own_attribute_counts_even_where_there_are_two() => new AnalyzerTest<MissingPayloadReferenceAnalyzer>(
        "namespace Guarded { class PayloadReferenceAttribute : System.Attribute; } class C { void M([Guarded.PayloadReference] string? p) => M([|null|]); }")
    { References = Store }.RunAsync();

    [Fact]
    public Task A_program_of_statements_is_searched_too() => new AnalyzerTest<MissingPayloadReferenceAnalyzer>(
        """
        var row = new [|Row|]();
        var other = new Row();
        other.Payload = "x";
        class Row { [Guarded.PayloadReference] public string? Payload { get; set; } }
        """) { References = Store, OutputKind = OutputKind.ConsoleApplication }.RunAsync();

    [Fact]
    public Task What_is_compiled_already_is_judged_by_its_signature() => new AnalyzerTest<MissingPayloadReferenceAnalyzer>(
        """
        using Guarded.Store.Ledger;
        class C
        {
            async System.Threading.Tasks.Task M(ILedger ledger, LedgerRun run) => await ledger.CreateRowAsync(run.Id, 0, [|null!|]);
        }
        """) { References = Store }.RunAsync();

    [Fact]
    public Task The_messages_say_what_can_happen_and_what_to_write() => new AnalyzerTest<MissingPayloadReferenceAnalyzer>(
        In("Record(1, [|null|]); [|Record|](1); _ = new [|Row|](); _ = new Entry(1, [|default|])"))
    {
        References = Store,
        Messages =
        [
            "'payload' of 'Record' is null or default: the row is recorded, but its bytes cannot be explained, resumed or purged. Store the bytes first, and put the reference that the store returned here.",
            "'payload' of 'Record' is left out: the row is recorded, but its bytes cannot be explained, resumed or purged. Store the bytes first, and put the reference that the store returned here.",
            "'Payload' of 'Row' is left out: the row is recorded, but its bytes cannot be explained, resumed or purged. Store the bytes first, and put the reference that the store returned here.",
            "'payload' of 'Entry' is null or default: the row is recorded, but its bytes cannot be explained, resumed or purged. Store the bytes first, and put the reference that the store returned here.",
        ],
    }.RunAsync();

    [Fact]
    public Task An_error_is_reported_in_test_projects_too() =>
        new AnalyzerTest<MissingPayloadReferenceAnalyzer>(In("Record(1, [|null|])")) { References = Store, Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    private static System.Collections.Immutable.ImmutableArray<MetadataReference> Store =>
        [MetadataReference.CreateFromFile(typeof(PayloadReferenceAttribute).Assembly.Location)];

    private static AnalyzerTest<MissingPayloadReferenceAnalyzer> Test(string source) => new(source) { References = Store };

    private static string In(string statement) => Declarations +
        $$"""
        delegate void Recorder(int id, [PayloadReference] Ref? payload);

        class C
        {
            private Row _row = new() { Payload = new Ref() };

            public Ref? this[int id, [PayloadReference] Ref? payload] => payload;
            public int this[int id] => id;
            public int this[int id, int more, [PayloadReference] Ref? payload = null] => id;

            void Either(int id, [PayloadReference] Ref? payload = null) { }
            void Either(string id, Ref? payload = null) { }
            void Record(int id, [PayloadReference] Ref? payload = null) { }
            void Fixed(Value other, [PayloadReference] Value payload) { }
            static void Generic<T>(T id, [PayloadReference] Ref? payload = null) { }
            void Unmarked(Ref? payload = null) { }
            void Foreign([Other.PayloadReference] Ref? payload = null) { }
            void Named([PayloadReference] string payload = "none") { }
            void Several([PayloadReference] params Ref[] payloads) { }
            void Converted([PayloadReference] Wrapped payload) { }
            void Fill(out Ref? payload) => payload = new Ref();
            void Use(Row row) { }

            void M(int id, Ref payload)
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
        using Acme;
        using Guarded;

        namespace Other
        {
            class PayloadReferenceAttribute : Attribute;
        }

        namespace Acme
        {
            class Ref;
            struct Value { public Value(int number) { } }
            struct Wrapped { public static implicit operator Wrapped(string? text) => new(); }

            class List : System.Collections.IEnumerable
            {
                public void Add([PayloadReference] Ref payload) { }
                public System.Collections.IEnumerator GetEnumerator() => throw new NotSupportedException();
            }

            class Entry(int id, [PayloadReference] Ref? payload = null) { public object? Both => (id, payload); }

            record Row
            {
                public int Id { get; set; }
                [PayloadReference] public Ref? Payload { get; set; }
                public void Attach(Ref? payload) => Payload = payload;
            }

            record DerivedRow : Row;
            class FieldRow { [PayloadReference] public Ref? Payload; }
            struct StructRow { [PayloadReference] public Ref? Payload { get; init; } }
            class RequiredRow { [PayloadReference] public required Ref Payload { get; init; } }
            class GenericRow<T> { [PayloadReference] public Ref? Payload { get; init; } }
            class ForgetfulRow { public ForgetfulRow(Ref payload) { } [PayloadReference] public Ref? Payload { get; set; } = null!; }
            class Outer { public Row Row { get; } = new() { Payload = new Ref() }; }
            record Positional(int Id, [PayloadReference] Ref? Payload = null);
            record Targeted(int Id, [property: PayloadReference] Ref? Payload);

            class ReadOnlyRow { [PayloadReference] public Ref? Payload { get; } }
            class PrivateRow { [PayloadReference] public Ref? Payload { get; private set; } }
            class InitializedRow { [PayloadReference] public Ref Payload { get; set; } = new(); }
            class ConstructedRow { public ConstructedRow(Ref p) { Payload = p; } public ConstructedRow() => Fill(); void Fill() => Payload = new(); [PayloadReference] public Ref? Payload { get; set; } }
            class DelegatingRow { public DelegatingRow(Ref p) : this(p, 1) { } DelegatingRow(Ref p, int id) => this.Payload = p; [PayloadReference] public Ref? Payload { get; set; } }
            class UnmarkedRow { public Ref? Payload { get; set; } }
            class ForeignRow { [Other.PayloadReference] public Ref? Payload { get; set; } }
        }

        """;
}
