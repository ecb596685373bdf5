namespace Guarded.Generators.Tests.PayloadGuards;

/// <summary>Each test compiles a row, completes it, and makes one by its factory.</summary>
public sealed class FactoryTests
{
    private const string Usings = "global using System; global using Guarded; global using Guarded.Store.Hashing; global using Guarded.Store.Payloads;";

    [Theory]
    [InlineData("a class", "public sealed partial class Row { [PayloadReference] public string? Source { get; set; } }", "Create(text)")]
    [InlineData("an init property", "public sealed partial class Row { [PayloadReference] public string? Source { get; init; } }", "Create(text)")]
    [InlineData("a private setter", "public sealed partial class Row { [PayloadReference] public string? Source { get; private set; } }", "Create(text)")]
    [InlineData("a field", "public sealed partial class Row { [PayloadReference] public string? Source; }", "Create(text)")]
    [InlineData("a struct", "public partial struct Row { [PayloadReference] public string? Source { get; set; } }", "Create(text)")]
    [InlineData("a record", "public partial record Row { [PayloadReference] public string? Source { get; init; } }", "Create(text)")]
    [InlineData("a record struct", "public readonly partial record struct Row { [PayloadReference] public string? Source { get; init; } }", "Create(text)")]
    [InlineData("a positional record", "public partial record Row(int Index, [PayloadReference] string? Source);", "Create(7, text)")]
    [InlineData("a positional record's property", "public partial record Row(int Index, [property: PayloadReference] string? Source);", "Create(7, text)")]
    [InlineData("a positional record's property and parameter", "public partial record Row(int Index, [PayloadReference, Tag] [property: PayloadReference, Tag] string? Source); public class TagAttribute : Attribute;", "Create(7, text)")]
    [InlineData("a positional record's property with more", "public partial record Row(int Index, [property: PayloadReference] [property: Tag] string? Source); public class TagAttribute : Attribute;", "Create(7, text)")]
    [InlineData("a positional record struct's property", "public readonly partial record struct Row(int Index, [property: Guarded.PayloadReferenceAttribute] string? Source);", "Create(7, text)")]
    [InlineData("a property and another member", "public partial record Row(int Index, [property: PayloadReference] string? Source) { [PayloadReference] public string? Other { get; init; } }", "Create(7, text, text)")]
    [InlineData("two properties", "public partial record Row([property: PayloadReference] string? Source, [property: PayloadReference] string? Other);", "Create(text, text)")]
    [InlineData("a positional record with more", "public partial record Row(int Index) { [PayloadReference] public string? Source { get; init; } }", "Create(7, text)")]
    [InlineData("a primary constructor", "public partial class Row(int index, [PayloadReference] string? source) { public int Index => index; public string? Source => source; }", "Create(7, text)")]
    [InlineData("a constructor that sets what cannot be set", "public partial class Row { public Row(string? source) => Source = source; [PayloadReference] public string? Source { get; } }", "Create(text)")]
    [InlineData("the constructor with the mark", "public partial class Row { public Row() { } public Row(int x) { } public Row([PayloadReference] string? source) => Source = source; public string? Source { get; } }", "Create(text)")]
    [InlineData("required members", "public partial class Row { public required int Index { get; init; } [PayloadReference] public string? Source { get; init; } }", "Create(7, text)")]
    [InlineData("required members that are set", "public partial class Row { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Row(int index) => Index = index; public required int Index { get; init; } [PayloadReference] public string? Source { get; init; } }", "Create(7, text)")]
    [InlineData("an optional parameter", "public partial record Row([PayloadReference] string? Source = null, int Index = 0);", "Create(text, 7)")]
    [InlineData("a generic row", "public partial class Row<T> { [PayloadReference] public string? Source { get; set; } } public static class Row { public static Row<int> Create(string s) => Row<int>.Create(s); }", "Create(text)")]
    [InlineData("a nested row", "public partial class Table<T> { public sealed partial class Row { [PayloadReference] public string? Source { get; set; } } } public static class Row { public static Table<int>.Row Create(string s) => Table<int>.Row.Create(s); }", "Create(text)")]
    [InlineData("a keyword", "public partial class Row { [PayloadReference] public string? @class { get; set; } public string? Source => @class; }", "Create(text)")]
    [InlineData("a base that is marked too", "public partial class Base { [PayloadReference] public string? Source { get; set; } } public partial class Row : Base { [PayloadReference] public string? More { get; set; } }", "Create(text, text)")]
    [InlineData("two marks", "public partial class Row { [PayloadReference] public string? Source { get; set; } [PayloadReference] public string? Other { get; set; } }", "Create(text, text)")]
    public void It_demands_and_checks_the_reference(string what, string row, string call)
    {
        Assert.NotEmpty(what);
        var run = PayloadGuardTest.Of(row).Add("Usings.cs", Usings).Add("Program.cs", $$"""
            #nullable disable
            public static class Program
            {
                public static string Make(string text) => Row.{{call}}.Source;
            }
            """).Run();

        Assert.Equal("reference", run.Invoke<string>("Program", "Make", "reference"));
        Assert.Throws<ArgumentNullException>(() => run.Invoke<string>("Program", "Make", [null]));
        Assert.Throws<ArgumentException>(() => run.Invoke<string>("Program", "Make", ""));
    }

    [Theory]
    [InlineData("PayloadReference", "null!", typeof(ArgumentNullException))]
    [InlineData("PayloadReference?", "null!", typeof(ArgumentNullException))]
    [InlineData("byte[]", "null!", typeof(ArgumentNullException))]
    [InlineData("PayloadHash", "default", typeof(ArgumentException))]
    [InlineData("PayloadHash?", "default", typeof(ArgumentException))]
    [InlineData("Guid", "default", typeof(ArgumentException))]
    [InlineData("long?", "0", typeof(ArgumentException))]
    public void It_knows_that_nothing_is_stored_by_the_type(string type, string nothing, Type refusal)
    {
        var run = PayloadGuardTest.Of($$"""
            public partial class Row { [PayloadReference] public {{type}} Source { get; set; } = default!; }
            public static class Program
            {
                public static string Make() => Row.Create({{nothing}}).ToString()!;
            }
            """).Add("Usings.cs", Usings).Run();

        var thrown = Assert.ThrowsAny<ArgumentException>(() => run.Invoke<string>("Program", "Make"));
        Assert.IsType(refusal, thrown);
        Assert.Equal("source", thrown.ParamName);
    }

    [Fact]
    public void A_whole_one_passes()
    {
        var run = PayloadGuardTest.Of("""
            public partial record Row(int Index, [PayloadReference] PayloadHash? Payload);
            public static class Program
            {
                public static string Make() => Row.Create(3, PayloadHash.Compute("abc"u8)).ToString();
            }
            """).Add("Usings.cs", Usings).Run();

        Assert.Equal("Row { Index = 3, Payload = ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad }", run.Invoke<string>("Program", "Make"));
    }

    [Theory]
    [InlineData("not partial", "public class Row { [PayloadReference] public string? Source { get; set; } }")]
    [InlineData("around it not partial", "public class Table { public partial class Row { [PayloadReference] public string? Source { get; set; } } }")]
    [InlineData("abstract", "public abstract partial class Row { [PayloadReference] public string? Source { get; set; } }")]
    [InlineData("an interface", "public partial interface IRow { [PayloadReference] string? Source { get; set; } }")]
    [InlineData("static", "public partial class Row { [PayloadReference] public static string? Source { get; set; } }")]
    [InlineData("a method's parameter", "public partial class Ledger { public void Add([PayloadReference] string? source) { } }")]
    [InlineData("a factory of its own", "public partial class Row { [PayloadReference] public string? Source { get; set; } public static Row Create() => new(); }")]
    [InlineData("it has the factory's name", "public partial class Create { [PayloadReference] public string? Source { get; set; } }")]
    [InlineData("it cannot be set", "public partial class Row { [PayloadReference] public string? Source => null; }")]
    [InlineData("by reference", "public partial class Row { public Row([PayloadReference] ref string? source) { } }")]
    [InlineData("a span", "public ref partial struct Row { [PayloadReference] public ReadOnlySpan<byte> Source { get; set; } }")]
    [InlineData("of a type that is hidden", "public partial class Row { [PayloadReference] private Hidden? Source { get; set; } private class Hidden; }")]
    [InlineData("another attribute of the property", "public partial record Row([property: Obsolete] string? Source);")]
    [InlineData("local to a file", "file partial class Row { [PayloadReference] public string? Source { get; set; } }")]
    public void What_cannot_have_one_gets_none(string what, string row)
    {
        Assert.NotEmpty(what);
        Assert.Empty(PayloadGuardTest.Of(row).Add("Usings.cs", Usings).Run().Outputs);
    }

    [Theory]
    [InlineData("public partial class Row { [PayloadReference] public")]
    [InlineData("public partial class { [PayloadReference] public string? Source { get; set; } }")]
    [InlineData("public partial record Row([PayloadReference] );")]
    [InlineData("public partial record Row([property: PayloadReference] );")]
    [InlineData("public partial record Row([property: PayloadReference] string? Source, [property: PayloadReference] string? Source);")]
    [InlineData("public partial class Row([property: PayloadReference] string? source) { void M([property: PayloadReference] int x) { } }")]
    [InlineData("public partial record Row([property: PayloadReference] string? Source) { public string? Source() => null; }")]
    [InlineData("public partial class Row { [PayloadReference] public Missing Source { get; set; } }")]
    [InlineData("public partial class Row { [PayloadReference] public string? this[int x] { get; set; } [PayloadReference] int; }")]
    [InlineData("[PayloadReference] class X; [assembly: PayloadReference] partial class Row { [PayloadReference, PayloadReference] int x }")]
    public void Broken_code_is_survived(string row) => Assert.NotNull(PayloadGuardTest.Broken(row).Add("Usings.cs", Usings).Run());

    [Fact]
    public void An_internal_type_in_a_public_row_makes_the_factory_internal() =>
        Assert.Contains("internal static Row Create(", Output("internal class Reference; public partial class Row { [PayloadReference] internal Reference? Source { get; set; } }"), StringComparison.Ordinal);

    [Fact]
    public void It_reads_as_if_written_by_hand() => Assert.Equal(
        """
        // <auto-generated/>
        #nullable enable

        namespace @acme;

        partial record Row
        {
            /// <summary>Makes one whose payloads are stored: what is marked <c>[PayloadReference]</c> is demanded, and checked here.</summary>
            /// <param name="Index">For <c>Index</c>.</param>
            /// <param name="payload">What the store returned, for <c>Payload</c>.</param>
            /// <exception cref="global::System.ArgumentNullException">A reference is null.</exception>
            [global::System.CodeDom.Compiler.GeneratedCode("Guarded", "0.1.0")]
            public static Row Create(int Index, [global::Guarded.PayloadReference] global::Guarded.Store.Payloads.PayloadReference payload)
            {
                global::System.ArgumentNullException.ThrowIfNull(payload);
                return new Row(Index) { Payload = payload };
            }
        }

        """,
        Output("namespace acme; public partial record Row(int Index) { [PayloadReference] public PayloadReference? Payload { get; init; } }"));

    private static string Output(string row) => PayloadGuardTest.Of(row).Add("Usings.cs", Usings).Run().Output;
}
