using Guarded.Analyzers.CodeFixes.Hashes;
using Guarded.Analyzers.Hashes;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3002.</summary>
public sealed class InvalidContentHashLiteralTests
{
    private const string Expected64 = "it takes 64 lower-case hexadecimal characters";

    // $ is a valid text of 63 characters; with one more it is a hash.
    private const string Most = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a";

    [Theory]
    [InlineData("H.Parse([|\"\"|])", Expected64 + ", but this text has 0")]
    [InlineData("H.Parse([|\"$\"|])", Expected64 + ", but this text has 63")]
    [InlineData("H.Parse([|\"$ad\"|])", Expected64 + ", but this text has 65")]
    [InlineData("H.Parse([|\"$g\"|])", Expected64 + ": 'g' at index 63 is not one of them")]
    [InlineData("H.Parse([|\"$D\"|])", Expected64 + ": 'D' at index 63 must be lower case")]
    [InlineData("H.Parse([|\" $d\"|])", Expected64 + ", but this text has 65: U+0020 at index 0 is not one of them")]
    [InlineData("H.Parse([|\"$d\\n\"|])", Expected64 + ", but this text has 65: U+000A at index 64 is not one of them")]
    [InlineData("H.Parse([|\"0x$d\"|])", Expected64 + ", but this text has 66: 'x' at index 1 is not one of them")]
    [InlineData("H.Parse([|\"0000000000000000000000000000000000000000000000000000000000000000\"|])", "64 zeros mean \"unset\"")]
    [InlineData("H.Parse([|\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"|])", "64 zeros mean \"unset\"")]
    [InlineData("H.Parse([|\"sha256:$\"|])", Expected64 + " after \"sha256:\", but this text has 63")]
    [InlineData("H.Parse([|\"sha256:$G\"|])", Expected64 + " after \"sha256:\": 'G' at index 70 is not one of them")]
    [InlineData("H.Parse([|\"SHA256:$d\"|])", "it takes \"sha256:\" or nothing before its characters, but this text begins with \"SHA256:\"")]
    [InlineData("H.Parse([|\"sha3-256:$d\"|])", "it takes \"sha256:\" or nothing before its characters, but this text begins with \"sha3-256:\"")]
    [InlineData("H.Parse([|\"sha1:$d\"|])", "it takes \"sha256:\" or nothing before its characters, but this text begins with \"sha1:\"")]
    [InlineData("H.Parse([|\":$d\"|])", Expected64 + ", but this text has 65: ':' at index 0 is not one of them")]
    [InlineData("H384.Parse([|\"$d\"|])", "it takes 96 lower-case hexadecimal characters, but this text has 64")]
    [InlineData("H512.Parse([|\"sha512:$d\"|])", "it takes 128 lower-case hexadecimal characters after \"sha512:\", but this text has 64")]
    [InlineData("H3.Parse([|\"sha256:$d\"|])", "it takes \"sha3-256:\" or nothing before its characters, but this text begins with \"sha256:\"")]
    [InlineData("U.Parse([|\"$\"|])", "it takes 64 hexadecimal characters, but this text has 63")]
    [InlineData("U.Parse([|\"SHA256:$D\"|])", "it takes \"sha256:\" or nothing before its characters, but this text begins with \"SHA256:\"")]
    public Task It_says_what_is_wrong_and_where(string expression, string flaw) =>
        Test(Most, expression, $"This is no '{expression[..expression.IndexOf('.', StringComparison.Ordinal)]}', and parsing it throws: {flaw}. Write the hash of the data that is meant.").RunAsync();

    [Theory]
    [InlineData("H.Parse([|\"x\"|], null)")]
    [InlineData("H.Parse(s: [|\"x\"|])")]
    [InlineData("H.Parse(provider: null, s: [|\"x\"|])")]
    [InlineData("H.Parse([|\"x\"|].AsSpan())", "[|\"x\"|].AsSpan()", "[|\"x\".AsSpan()|]")]
    [InlineData("H.Parse([|\"x\".AsSpan()|], null)")]
    [InlineData("H.Parse([|(ReadOnlySpan<char>)\"x\"|])")]
    [InlineData("H.Parse([|\"x\"u8|])")]
    [InlineData("H.Parse([|\"x\"u8|], null)")]
    [InlineData("H.Parse([|\"x\"u8 + \"y\"u8|], null)")]
    [InlineData("H.Parse(([|\"x\"|]))")]
    [InlineData("H.Parse([|\"x\" + \"y\"|])")]
    [InlineData("H.Parse([|\"\"\"x\"\"\"|])")]
    [InlineData("H.Parse([|@\"x\"|])")]
    [InlineData("H.Parse([|$\"{Constant}y\"|])")]
    [InlineData("H.Parse([|Constant|])")]
    [InlineData("H.Parse([|Test.Constant + \"y\"|])")]
    [InlineData("H.Parse([|local|])")]
    [InlineData("H.Parse([|string.Empty|])")]
    [InlineData("H.Parse([|(string)null!|])")]
    [InlineData("global::H.Parse([|\"x\"|])")]
    [InlineData("Alias.Parse([|\"x\"|])")]
    [InlineData("Parser.Parse<H>([|\"x\"|])")]
    [InlineData("H.Parse([|once|])")]
    [InlineData("H.Parse([|later|])")]
    [InlineData("H.Parse([|once + Fixed|])")]
    [InlineData("H.Parse([|span|])")]
    [InlineData("H.Parse([|utf8|])")]
    [InlineData("H.Parse([|Fixed|])")]
    [InlineData("H.Parse([|Other.Fixed|])")]
    [InlineData("H.Parse([|Fixed.AsSpan()|])")]
    [InlineData("H.Parse([|Encoding.UTF8.GetBytes(\"x\")|])")]
    [InlineData("H.Parse([|Encoding.ASCII.GetBytes(once)|], null)")]
    [InlineData("H.Parse([|\"x\".ToCharArray()|])")]
    [InlineData("H.Parse([|$\"{Fixed}y\"|])")]
    [InlineData("H.Parse([|$\"{Constant}{once}\"|])")]
    [InlineData("H.Parse([|string.Concat(\"x\", Fixed)|])")]
    [InlineData("H.Parse([|string.Concat(\"a\", \"b\", \"c\", \"d\", \"e\")|])")]
    [InlineData("H.Parse([|string.Concat(\"sha256:\", null)|])")]
    [InlineData("Parser<H>.Parse([|\"x\"|])")]
    public Task Every_way_to_parse_is_looked_at(string expression, string marked = "", string replacement = "") =>
        Test(Most, marked.Length == 0 ? expression : expression.Replace(marked, replacement, StringComparison.Ordinal)).RunAsync();

    [Theory]
    [InlineData("H.TryParse([|\"x\"|], out _)")]
    [InlineData("H.TryParse([|\"x\"|], null, out _)")]
    [InlineData("H.TryParse([|\"x\".AsSpan()|], out var hash)")]
    [InlineData("H.TryParse([|\"x\".AsSpan()|], null, out H hash)")]
    [InlineData("H.TryParse([|\"x\"u8|], out _)")]
    [InlineData("H.TryParse([|\"x\"u8|], null, out _)")]
    [InlineData("Parser.TryParse<H>([|\"x\"|], out _)")]
    public Task Trying_to_parse_is_no_better(string expression) =>
        Test(Most, expression, $"This is no 'H', and parsing it always fails: {Expected64}, but this text has 1: 'x' at index 0 is not one of them. Write the hash of the data that is meant.").RunAsync();

    [Theory]
    [InlineData("H.Parse(\"$d\")")]
    [InlineData("H.Parse(\"sha256:$d\")")]
    [InlineData("H.Parse(\"$d\"u8)")]
    [InlineData("H.Parse(\"$d\".AsSpan(), null)")]
    [InlineData("H.Parse(\"$\" + \"d\")")]
    [InlineData("H.TryParse(\"$d\", out _)")]
    [InlineData("H3.Parse(\"$d\")")]
    [InlineData("H3.Parse(\"sha3-256:$d\")")]
    [InlineData("U.Parse(\"$D\")")]
    [InlineData("U.Parse(\"sha256:$D\")")]
    [InlineData("H.Parse(text)")]
    [InlineData("H.Parse(text + \"x\")")]
    [InlineData("H.Parse($\"{text}x\")")]
    [InlineData("H.Parse(\"x\".AsSpan(1))")]
    [InlineData("H.Parse(\"x\".Trim())")]
    [InlineData("H.Parse(7)")]
    [InlineData("H.Parse(twice)")]
    [InlineData("H.Parse(given)")]
    [InlineData("H.Parse(changed)")]
    [InlineData("H.Parse(split)")]
    [InlineData("H.Parse(bytes)")]
    [InlineData("H.Parse(Settable)")]
    [InlineData("H.Parse(_own)")]
    [InlineData("H.Parse(Chosen.Text)")]
    [InlineData("H.Parse(Circle.A)")]
    [InlineData("H.Parse(Encoding.UTF8.GetBytes(text))")]
    [InlineData("H.Parse(Encoding.Unicode.GetBytes(\"x\"))")]
    [InlineData("H.Parse(Encoding.UTF8.GetBytes(\"xyz\", 1, 1))")]
    [InlineData("H.Parse($\"{1:x64}\")")]
    [InlineData("H.Parse($\"{Fixed,64}\")")]
    [InlineData("H.Parse(string.Concat(text, \"x\"))")]
    [InlineData("H.Parse(string.Concat(new[] { text, \"x\" }))")]
    [InlineData("H.Parse(string.Join(\"x\", text, text))")]
    [InlineData("H.Parse(good)")]
    [InlineData("H.Parse(Prefix + good)")]
    [InlineData("H.Parse(string.Concat(Prefix, \"$\", \"d\"))")]
    [InlineData("H.Parse($\"{Prefix}{good}\")")]
    [InlineData("H.Parse(Encoding.UTF8.GetBytes(good))")]
    [InlineData("H.Parse(\"x\", true)")]
    [InlineData("int.Parse(\"x\")")]
    [InlineData("Guid.TryParse(\"x\", out _)")]
    [InlineData("Parser.Parse<int>(\"x\")")]
    [InlineData("Parser.Parse<H>(text)")]
    [InlineData("Parser.Read<H>(\"key\")")]
    [InlineData("Parser.Parse(\"key\", hash => hash)")]
    [InlineData("nameof(H.Parse)")]
    [InlineData("Assert.Throws(() => H.Parse(\"x\"))")]
    [InlineData("Assert.False(H.TryParse(\"x\", out _))")]
    public Task What_parses_or_cannot_be_told_is_quiet(string expression) => Test(Most, expression).RunAsync();

    [Theory]
    [InlineData("H.Parse([|\"BA$d\"|])", "H.Parse(\"ba$d\")")]
    [InlineData("H.Parse(/* that */ [|\"BA$d\"|] /* one */, null)", "H.Parse(/* that */ \"ba$d\" /* one */, null)")]
    [InlineData("H.Parse([|\"BA$d\"u8|])", "H.Parse(\"ba$d\"u8)")]
    [InlineData("H.Parse([|@\"BA$d\"|])", "H.Parse(@\"ba$d\")")]
    [InlineData("H.Parse([|\"\"\"BA$d\"\"\"|])", "H.Parse(\"\"\"ba$d\"\"\")")]
    [InlineData("H.Parse([|string.Concat(\"BA$\", \"D\")|])", "H.Parse(string.Concat(\"ba$\", \"d\"))")]
    [InlineData("H.Parse([|Encoding.UTF8.GetBytes(\"BA$D\")|])", "H.Parse(Encoding.UTF8.GetBytes(\"ba$d\"))")]
    [InlineData("H.Parse(\n    // first\n#if true\n    [|\"BA$d\"|] // last\n#endif\n    )", "H.Parse(\n    // first\n#if true\n    \"ba$d\" // last\n#endif\n    )")]
    [InlineData("H.Parse([|\"BA$\" + \"D\"|])", "H.Parse(\"ba$\" + \"d\")")]
    [InlineData("H.Parse([|\"BA$D\".AsSpan()|])", "H.Parse(\"ba$d\".AsSpan())")]
    [InlineData("H.Parse([|\"SHA256:BA$d\"|])", "H.Parse(\"sha256:ba$d\")")]
    [InlineData("H.TryParse([|\"BA$d\"|], out _) && H.TryParse([|\"$baD\"|], out _)", "H.TryParse(\"ba$d\", out _) && H.TryParse(\"$bad\", out _)")]
    public Task Case_is_fixed(string expression, string fixedExpression) => Fix(expression, fixedExpression).RunAsync();

    [Theory]
    [InlineData("H.Parse([|\"$\"|])")]
    [InlineData("H.Parse([|\"BA$g\"|])")]
    [InlineData("H.Parse([|Upper|])")]
    [InlineData("H.Parse([|Upper + \"\"|])")]
    [InlineData("H.Parse([|string.Concat(Upper, \"\")|])")]
    [InlineData("H.Parse([|Encoding.UTF8.GetBytes(Upper)|])")]
    [InlineData("H.Parse([|\"\\u0042A$d\"|])")]
    public Task What_is_wrong_otherwise_or_elsewhere_has_no_fix(string expression) => Fix(expression, null).RunAsync();

    [Fact]
    public Task A_hash_of_the_library_is_one_too() => new AnalyzerTest<InvalidContentHashLiteralAnalyzer>(
        $"using Guarded.Store.Hashing; class C {{ object M() => PayloadHash.Parse([|\"x\"|]); object N() => PayloadHash.Parse(\"{Most}d\"); }}")
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
    }.RunAsync();

    [Fact]
    public Task It_agrees_with_what_runs()
    {
        string[] texts = ["", Most, Most + "d", Most + "D", Most + "g", " " + Most, new('0', 64), Most + "dd", "md5:" + Most + "d"];
        var calls = string.Join(", ", texts.Select(text => Store.Hashing.PayloadHash.TryParse(text, out _) ? $"PayloadHash.Parse(\"{text}\")" : $"PayloadHash.Parse([|\"{text}\"|])"));
        return new AnalyzerTest<InvalidContentHashLiteralAnalyzer>($"using Guarded.Store.Hashing; class C {{ object M() => new[] {{ {calls} }}; }}")
        {
            References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        }.RunAsync();
    }

    [Fact]
    public Task Nothing_is_looked_at_where_there_is_no_hash() =>
        new AnalyzerTest<InvalidContentHashLiteralAnalyzer>("struct H { public static H Parse(string s) => default; H M() => Parse(\"x\"); }").RunAsync();

    [Theory]
    [InlineData("class C { H M() => H.Parse(; }")]
    [InlineData("class C { H M() => H.Parse(\"x; }")]
    [InlineData("class C { H M() => H.TryParse(\"x\", out }")]
    [InlineData("class C { H M() => H.Parse(s: , \"\"\"x\"); H N() => .Parse(\"x\"); }")]
    public Task Half_written_code_is_no_trouble(string source) => RobustHash.NeverThrows<InvalidContentHashLiteralAnalyzer>(HashSource.Usings + source);

    private static AnalyzerTest<InvalidContentHashLiteralAnalyzer> Test(string most, string expression, params string[] messages) =>
        new AnalyzerTest<InvalidContentHashLiteralAnalyzer>(In(expression, most)) { Messages = [.. messages] }.Add("H.cs", HashSource.Text);

    private static CodeFixTest<InvalidContentHashLiteralAnalyzer, InvalidContentHashLiteralFix> Fix(string expression, string? fixedExpression)
    {
        var most = Most[2..];
        var test = new CodeFixTest<InvalidContentHashLiteralAnalyzer, InvalidContentHashLiteralFix>(
            In(expression, most),
            fixedExpression is null ? null : In(fixedExpression, most));
        test.Add("H.cs", HashSource.Text);
        return test;
    }

    private static string In(string expression, string most) => HashSource.Usings + "using System.Text;\nusing Alias = H;\n" +
        $$"""
        class Test
        {
            const string Constant = "x";
            static readonly string Fixed = "x";
            static readonly string Prefix = "sha256:";
            static string Settable = "x";
            readonly string _own = "x";
            static class Other { public static readonly string Fixed = Test.Fixed + "y"; }
            static class Chosen { public static readonly string Text = "x"; static Chosen() => Text = Environment.NewLine; }
            static class Circle { public static readonly string A = B + "x"; public static readonly string B = A; }
            const string Upper = "B{{Most[1..]}}D";
            static class Assert { public static bool False(bool condition) => true; public static bool Throws(Func<object> action) => true; }
            static class Parser<T> where T : IParsable<T> { public static T Parse(string text) => T.Parse(text, null); }
            static class Parser
            {
                public static T Parse<T>(string text) where T : IParsable<T> => T.Parse(text, null);
                public static bool TryParse<T>(string text, out T value) where T : ISpanParsable<T> => T.TryParse(text, null, out value!);
                public static T Read<T>(string key) where T : IParsable<T> => T.Parse(Environment.GetEnvironmentVariable(key)!, null);
                public static H Parse(string key, Func<H, H> change) => change(H.Compute([]));
            }

            static void Change(ref string text) => text += text;

            object M(string text)
            {
                const string local = "x";
                var once = "x";
                string later;
                later = once + "y";
                ReadOnlySpan<char> span = "x";
                var utf8 = "x"u8;
                var twice = "x";
                if (text.Length > 3) twice = text;
                string given = "x", changed = "x", split = "x";
                Change(ref given);
                changed += text;
                (split, _) = (text, 1);
                var bytes = Encoding.UTF8.GetBytes("x");
                bytes[0] = 7;
                var good = "{{most}}d";
                return {{expression.Replace("$", most, StringComparison.Ordinal).Replace(most + "\"{", "$\"{", StringComparison.Ordinal)}};
            }
        }
        """;
}
