using Guarded.Analyzers.Hashes;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3104.</summary>
public sealed class ContentHashMemberClashTests
{
    private const string Mark = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]";

    [Theory]
    [InlineData("private readonly int [|_number|];", "'_number' gives it state of its own; keep that in a type that holds the hash")]
    [InlineData("public int [|Number|] { get; }", "'Number' gives it state of its own; keep that in a type that holds the hash")]
    [InlineData("public int [|Number|] { get; init; }", "'Number' gives it state of its own; keep that in a type that holds the hash")]
    [InlineData("private readonly byte[] [|_digest|];", "'H._digest' is emitted already; remove or rename yours")]
    [InlineData("public const int [|SizeInBytes|] = 20;", "'H.SizeInBytes' is emitted already; remove or rename yours")]
    [InlineData("public bool [|IsDefault|] => true;", "'H.IsDefault' is emitted already; remove or rename yours")]
    [InlineData("public bool [|IsDefault|] { get; }", "'H.IsDefault' is emitted already; remove or rename yours")]
    [InlineData("public bool [|IsDefault|]() => true;", "'H.IsDefault()' is emitted already; remove or rename yours")]
    [InlineData("public static int [|Parse|] => 1;", "'H.Parse' is emitted already; remove or rename yours")]
    [InlineData("public static H [|Parse|](string text) => default;", "'H.Parse(string)' is emitted already; remove or rename yours")]
    [InlineData("public static bool [|TryParse|](string? text, out H hash) { hash = default; return false; }", "'H.TryParse(string?, out H)' is emitted already; remove or rename yours")]
    [InlineData("public static bool [|TryParse|](System.ReadOnlySpan<char> text, out H hash) { hash = default; return false; }", "'H.TryParse(ReadOnlySpan<char>, out H)' is emitted already; remove or rename yours")]
    [InlineData("public override string [|ToString|]() => \"\";", "'H.ToString()' is emitted already; remove or rename yours")]
    [InlineData("public override int [|GetHashCode|]() => 1;", "'H.GetHashCode()' is emitted already; remove or rename yours")]
    [InlineData("public bool [|Equals|](H other) => true;", "'H.Equals(H)' is emitted already; remove or rename yours")]
    [InlineData("private class [|JsonConverter|];", "'H.JsonConverter' is emitted already; remove or rename yours")]
    public Task A_member_is_reported(string member, string reason) => HashRule.Reports<ContentHashMemberClashAnalyzer>(
        $"{Mark} readonly partial struct H {{ {member} }}",
        $"'H' gets no content hash members: {reason}");

    [Fact]
    public Task Each_operator_is_reported() => HashRule.Reports<ContentHashMemberClashAnalyzer>(
        $"{Mark} readonly partial struct H {{ public static bool operator [|==|](H a, H b) => true; public static bool operator [|!=|](H a, H b) => false; }}",
        "'H' gets no content hash members: 'H.operator ==(H, H)' is emitted already; remove or rename yours",
        "'H' gets no content hash members: 'H.operator !=(H, H)' is emitted already; remove or rename yours");

    [Fact]
    public Task An_order_of_its_own_is_reported() => HashRule.Reports<ContentHashMemberClashAnalyzer>(
        $"{Mark} readonly partial struct H {{ public int [|CompareTo|](H other) => 0; }}",
        "'H' gets no content hash members: 'H.CompareTo(H)' is emitted already; remove or rename yours");

    [Fact]
    public Task A_primary_constructor_is_reported_once() => HashRule.Reports<ContentHashMemberClashAnalyzer>(
        $"{Mark} readonly partial struct [|H|](int number) {{ public int Number => number; }}",
        "'H' gets no content hash members: its primary constructor gives it state of its own; remove the parameter list");

    [Theory]
    [InlineData("Parse")]
    [InlineData("Codec")]
    public Task A_type_with_the_name_of_a_member_is_reported(string name) => HashRule.Reports<ContentHashMemberClashAnalyzer>(
        $"{Mark} readonly partial struct [|{name}|];",
        $"'{name}' gets no content hash members: a member that is emitted has the name '{name}' too; rename the type");

    [Fact]
    public Task A_clash_in_another_part_is_reported_there() => HashRule.Reports<ContentHashMemberClashAnalyzer>(
        $"{Mark} readonly partial struct H; partial struct H {{ public int [|SizeInBytes|] => 1; }}",
        "'H' gets no content hash members: 'H.SizeInBytes' is emitted already; remove or rename yours");

    [Theory]
    [InlineData("")]
    [InlineData("public int Number => 1;")]
    [InlineData("public static int Number { get; set; }")]
    [InlineData("private static readonly int _number = 1;")]
    [InlineData("public const int Version = 1;")]
    [InlineData("public H(string text) { }")]
    [InlineData("public static H Parse(int number) => default;")]
    [InlineData("public static H Parse(byte[] utf8) => default;")]
    [InlineData("public static H Parse<T>(string text) => default;")]
    [InlineData("public static bool TryParse(string text, H hash) => false;")]
    [InlineData("public static bool TryParse(ref System.ReadOnlySpan<char> text, out H hash) { hash = default; return false; }")]
    [InlineData("public bool Equals(string text) => false;")]
    [InlineData("public string ToString(string format) => format;")]
    [InlineData("string System.IFormattable.ToString(string? format, System.IFormatProvider? provider) => \"\";")]
    [InlineData("public int CompareTo(string other) => 0;")]
    [InlineData("public static bool operator <(H a, int b) => false; public static bool operator >(H a, int b) => false;")]
    [InlineData("public static explicit operator string(H hash) => \"\";")]
    [InlineData("public class Inner { public int SizeInBytes; public override string ToString() => \"\"; }")]
    [InlineData("public int this[int index] => index;")]
    public Task A_member_beside_the_emitted_ones_is_quiet(string member) =>
        HashRule.IsQuiet<ContentHashMemberClashAnalyzer>($"{Mark} readonly partial struct H {{ {member} }}");

    [Theory]
    [InlineData("readonly struct H { public static H Parse(string text) => default; public override string ToString() => \"\"; }")]
    [InlineData("readonly struct Parse;")]
    [InlineData("readonly struct H(int number) { public int SizeInBytes => number; }")]
    public Task A_type_without_the_mark_is_quiet(string source) => HashRule.IsQuiet<ContentHashMemberClashAnalyzer>(source);
}
