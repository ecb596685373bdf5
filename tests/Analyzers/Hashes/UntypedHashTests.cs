using Guarded.Analyzers.CodeFixes.Hashes;
using Guarded.Analyzers.Hashes;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3004.</summary>
public sealed class UntypedHashTests
{
    [Theory]
    [InlineData("string A(byte[] data) => [|Convert.ToHexStringLower(SHA256.HashData(data))|];")]
    [InlineData("string A(byte[] data) => [|Convert.ToHexString(SHA256.HashData(data))|];")]
    [InlineData("string A(byte[] data) => [|Convert.ToHexString(SHA256.HashData(data)).ToLowerInvariant()|];")]
    [InlineData("string A(byte[] data) { return [|Convert.ToHexStringLower(SHA256.HashData(data))|]; }")]
    [InlineData("byte[] A(byte[] data) => [|SHA256.HashData(data)|];")]
    [InlineData("byte[] A(ReadOnlySpan<byte> data) => [|SHA256.HashData(data)|];")]
    [InlineData("byte[] A(Stream data) => [|SHA256.HashData(data)|];")]
    [InlineData("async Task<byte[]> A(Stream data) => [|await SHA256.HashDataAsync(data)|];")]
    [InlineData("async Task<string> A(Stream data) => [|Convert.ToHexStringLower(await SHA256.HashDataAsync(data))|];")]
    [InlineData("byte[] A(byte[] data) { using var sha = SHA256.Create(); return [|sha.ComputeHash(data)|]; }")]
    [InlineData("async Task<byte[]> A(Stream data) => [|await SHA256.HashDataAsync(data).ConfigureAwait(false)|];")]
    [InlineData("async Task<string> A(Stream data, CancellationToken token) => [|Convert.ToHexStringLower(await SHA256.HashDataAsync(data, token).ConfigureAwait(false))|];")]
    [InlineData("string A(byte[] data) => [|BitConverter.ToString(SHA256.HashData(data)).Replace(\"-\", \"\")|];")]
    [InlineData("string A(byte[] data) => [|BitConverter.ToString(SHA256.HashData(data)).Replace(\"-\", string.Empty).ToLowerInvariant()|];")]
    [InlineData("string A(byte[] data) => [|System.Convert.ToHexString(SHA256.HashData(data)).ToLower()|];")]
    [InlineData("string A(byte[] data) { var digest = [|SHA256.HashData(data)|]; return Convert.ToHexStringLower(digest); }")]
    [InlineData("string A(byte[] data) { var digest = [|SHA256.HashData(data)|]; var text = BitConverter.ToString(digest).Replace(\"-\", \"\"); return text; }")]
    [InlineData("string A(byte[] data) { Span<byte> digest = stackalloc byte[32]; [|SHA256.HashData(data, digest)|]; return Convert.ToHexStringLower(digest); }")]
    [InlineData("byte[] A(byte[] data) { var digest = new byte[32]; [|SHA256.HashData(data, digest)|]; return digest; }")]
    [InlineData("void A(byte[] data) { Span<byte> digest = stackalloc byte[32]; if ([|SHA256.TryHashData(data, digest, out _)|]) Record(Convert.ToHexString(digest)); }")]
    [InlineData("string A(byte[] data) => [|Convert.ToHexStringLower(SHA512.HashData(data))|];")]
    [InlineData("string A(byte[] data) => [|Convert.ToHexStringLower(SHA384.HashData(data))|];")]
    [InlineData("string A(byte[] data) => [|Convert.ToHexStringLower(SHA3_256.HashData(data))|];")]
    [InlineData("void A(byte[] data) => Name = [|Convert.ToHexStringLower(SHA256.HashData(data))|];")]
    [InlineData("void A(byte[] data) => _digest = [|SHA256.HashData(data)|];")]
    [InlineData("void A(byte[] data) => Record([|Convert.ToHexStringLower(SHA256.HashData(data))|]);")]
    [InlineData("void A(byte[] data) => _ = new Row([|Convert.ToHexStringLower(SHA256.HashData(data))|]);")]
    [InlineData("void A(byte[] data) { var id = [|Convert.ToHexStringLower(SHA256.HashData(data))|]; Record(id); }")]
    [InlineData("void A(byte[] data) { byte[] id = [|SHA256.HashData(data)|]; _digest = id; }")]
    [InlineData("readonly string _empty = [|Convert.ToHexStringLower(SHA256.HashData(Array.Empty<byte>()))|]; string E => _empty;")]
    [InlineData("string E { get; } = [|Convert.ToHexStringLower(SHA256.HashData(Array.Empty<byte>()))|];")]
    [InlineData("string A(byte[] data) => data.Length == 0 ? \"\" : [|Convert.ToHexStringLower(SHA256.HashData(data))|];")]
    [InlineData("IEnumerable<string> A(byte[] data) { yield return [|Convert.ToHexStringLower(SHA256.HashData(data))|]; }")]
    [InlineData("string A { get { return [|Convert.ToHexStringLower(SHA256.HashData([]))|]; } }")]
    public Task A_digest_that_travels_is_found(string member) => Test(member).RunAsync();

    [Theory]
    [InlineData("bool A(byte[] data, byte[] other) => SHA256.HashData(data).AsSpan().SequenceEqual(other);")]
    [InlineData("bool A(byte[] data, string other) => Convert.ToHexStringLower(SHA256.HashData(data)) == other;")]
    [InlineData("bool A(byte[] data, byte[] other) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(data), other);")]
    [InlineData("bool A(byte[] data, string other) { var id = Convert.ToHexStringLower(SHA256.HashData(data)); return id == other; }")]
    [InlineData("string A(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data))[..8];")]
    [InlineData("string A(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data), 0, 4);")]
    [InlineData("string A(byte[] data) { var id = Convert.ToHexStringLower(SHA256.HashData(data)); Record(id[..8]); return id; }")]
    [InlineData("int A(byte[] data) => SHA256.HashData(data)[0];")]
    [InlineData("string A(byte[] data) => $\"{Convert.ToHexStringLower(SHA256.HashData(data))}.json\";")]
    [InlineData("string A(byte[] data) => Path.Combine(\"a\", Convert.ToHexStringLower(SHA256.HashData(data)));")]
    [InlineData("void A(byte[] data) => Console.WriteLine(Convert.ToHexStringLower(SHA256.HashData(data)));")]
    [InlineData("void A(byte[] data, System.Net.Http.HttpRequestMessage m) => m.Headers.Add(\"x-sum\", Convert.ToHexStringLower(SHA256.HashData(data)));")]
    [InlineData("string A(byte[] data) => Convert.ToBase64String(SHA256.HashData(data));")]
    [InlineData("byte[] A(byte[] key, byte[] data) => HMACSHA256.HashData(key, data);")]
    [InlineData("byte[] A(byte[] data) => SignHash(SHA256.HashData(data)); byte[] SignHash(byte[] digest) => digest;")]
    [InlineData("byte[] A(RSA rsa, byte[] data) => rsa.SignHash(SHA256.HashData(data), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);")]
    [InlineData("int A(byte[] data, Span<byte> digest) => SHA256.HashData(data, digest);")]
    [InlineData("string A(byte[] data) => BitConverter.ToString(SHA256.HashData(data));")]
    [InlineData("byte[] A(byte[] data) { var digest = SHA256.HashData(data); Array.Resize(ref digest, 8); return digest; }")]
    [InlineData("H A(byte[] data) { Span<byte> digest = stackalloc byte[32]; SHA256.HashData(data, digest); return H.Parse(Convert.ToHexStringLower(digest)); }")]
    [InlineData("bool A(byte[] data, byte[] other) { Span<byte> digest = stackalloc byte[32]; SHA256.HashData(data, digest); return digest.SequenceEqual(other); }")]
    [InlineData("bool A(byte[] data, string other) { Span<byte> digest = stackalloc byte[32]; SHA256.HashData(data, digest); return Convert.ToHexStringLower(digest) == other; }")]
    [InlineData("string A(byte[] data) { Span<byte> digest = stackalloc byte[32]; SHA256.HashData(data, digest); return Convert.ToHexStringLower(digest[..8]); }")]
    [InlineData("byte[] A(byte[] data) { var all = new byte[64]; SHA256.HashData(data, all.AsSpan(32)); return all; }")]
    [InlineData("string A(byte[] data) { var digest = SHA256.HashData(data); return Convert.ToHexStringLower(digest) + \".json\"; }")]
    [InlineData("async Task<bool> A(Stream data, byte[] other, CancellationToken token) => other.SequenceEqual(await SHA256.HashDataAsync(data, token).ConfigureAwait(false));")]
    [InlineData("bool A(byte[] data, string other) => BitConverter.ToString(SHA256.HashData(data)).Replace(\"-\", \"\") == other;")]
    [InlineData("byte[] A(byte[] data) { using var sha = SHA256.Create(); return sha.ComputeHash(data, 1, 2); }")]
    [InlineData("byte[] A(byte[] data) => MD5.HashData(data);")]
    [InlineData("string A(byte[] data) => Convert.ToHexStringLower(SHA1.HashData(data));")]
    [InlineData("object A(byte[] data) => SHA256.HashData(data);")]
    [InlineData("ReadOnlyMemory<byte> A(byte[] data) => SHA256.HashData(data);")]
    [InlineData("Func<byte[], byte[]> A() => data => SHA256.HashData(data);")]
    [InlineData("void A(byte[] data) { SHA256.HashData(data); _ = SHA256.HashData(data); }")]
    [InlineData("Task<byte[]> A(Stream data) => SHA256.HashDataAsync(data).AsTask();")]
    [InlineData("H A(byte[] data) => H.Compute(data);")]
    public Task What_stays_or_is_for_somebody_else_is_quiet(string member) => Test(member).RunAsync();

    [Theory]
    [InlineData("static string Of(byte[] data) => [|Convert.ToHexStringLower(SHA256.HashData(data))|];", "static H Of(byte[] data) => H.Compute(data);")]
    [InlineData("static byte[] Of(Stream data) { return [|SHA256.HashData(data)|]; }", "static H Of(Stream data) { return H.Compute(data); }")]
    [InlineData("async Task<byte[]> A(Stream data) => [|await SHA256.HashDataAsync(data)|];", "async Task<H> A(Stream data) => await H.ComputeAsync(data);")]
    [InlineData("async Task<byte[]> A(Stream data, CancellationToken token) => [|await SHA256.HashDataAsync(data, token).ConfigureAwait(false)|];", "async Task<H> A(Stream data, CancellationToken token) => await H.ComputeAsync(data, token).ConfigureAwait(false);")]
    [InlineData("async Task<string> A(Stream data) { return [|Convert.ToHexString(await SHA256.HashDataAsync(data).ConfigureAwait(false)).ToLowerInvariant()|]; }", "async Task<H> A(Stream data) { return await H.ComputeAsync(data).ConfigureAwait(false); }")]
    [InlineData("string A(byte[] data) => [|BitConverter.ToString(SHA256.HashData(data)).Replace(\"-\", \"\").ToLowerInvariant()|];", "H A(byte[] data) => H.Compute(data);")]
    [InlineData("public string A(byte[] data) => [|Convert.ToHexStringLower(SHA256.HashData(data))|];", "public H A(byte[] data) => H.Compute(data);")]
    [InlineData("byte[] A(byte[] data) { using var sha = SHA512.Create(); return [|sha.ComputeHash(data)|]; }", "H512 A(byte[] data) { using var sha = SHA512.Create(); return H512.Compute(data); }")]
    [InlineData("private string E { get; } = [|Convert.ToHexStringLower(SHA256.HashData(Array.Empty<byte>()))|]; object O => E;", "private H E { get; } = H.Compute(Array.Empty<byte>()); object O => E;")]
    [InlineData("void A(byte[] data) { var id = [|Convert.ToHexStringLower(SHA256.HashData(data))|]; Keep(id); }", "void A(byte[] data) { var id = H.Compute(data); Keep(id); }")]
    [InlineData("void A(byte[] data) { byte[] id = [|SHA256.HashData(data)|]; Keep(id); }", "void A(byte[] data) { H id = H.Compute(data); Keep(id); }")]
    [InlineData("string A(byte[] a) => [|Convert.ToHexStringLower(SHA256.HashData(a))|]; string B(byte[] b) => /* b */ [|Convert.ToHexStringLower(SHA384.HashData(b))|];", "H A(byte[] a) => H.Compute(a); H384 B(byte[] b) => /* b */ H384.Compute(b);", "UntypedHashFix:H")]
    public Task The_typed_hash_is_computed(string member, string fixedMember, string key = "") => key.Length > 0
        ? FixEach(member, fixedMember)
        : Fix(member, fixedMember).RunAsync();

    [Theory]
    [InlineData("void A(byte[] data) => Record([|Convert.ToHexStringLower(SHA256.HashData(data))|]);")]
    [InlineData("string A(byte[] data) { Span<byte> digest = stackalloc byte[32]; [|SHA256.HashData(data, digest)|]; return Convert.ToHexStringLower(digest); }")]
    [InlineData("string A(byte[] data) { var digest = [|SHA256.HashData(data)|]; return Convert.ToHexStringLower(digest); }")]
    [InlineData("string A(byte[] data) => [|BitConverter.ToString(SHA256.HashData(data)).Replace(\"-\", \"\")|];")]
    [InlineData("string A(byte[] data) => [|Convert.ToHexString(SHA256.HashData(data))|];")]
    [InlineData("void A(byte[] data) { var id = [|Convert.ToHexStringLower(SHA256.HashData(data))|]; Record(id); }")]
    [InlineData("string A(byte[] data) => [|Convert.ToHexStringLower(SHA256.HashData(data))|]; int B() => A([]).Length;")]
    public Task What_others_would_have_to_follow_has_no_fix(string member) => Fix(member, null).RunAsync();

    [Theory]
    [InlineData("$\n\nKeep([|SHA256.HashData([])|]);\nstatic void Keep(byte[] id) { }", null)]
    [InlineData("$\n\nConsole.WriteLine(Of([1]));\n\n// Names data.\nstatic string Of(byte[] data) => [|Convert.ToHexStringLower(SHA256.HashData(data))|]; // by its hash", "$\n\nConsole.WriteLine(Of([1]));\n\n// Names data.\nstatic H Of(byte[] data) => H.Compute(data); // by its hash")]
    [InlineData("$\nnamespace App\n{\n    class A\n    {\n        class B\n        {\n#if true\n            // Names data.\n            static string Of(byte[] data /* all of it */) =>\n                // in lower case\n                [|Convert.ToHexStringLower(SHA256.HashData(data))|]; // by its hash\n#endif\n        }\n    }\n}", "$\nnamespace App\n{\n    class A\n    {\n        class B\n        {\n#if true\n            // Names data.\n            static H Of(byte[] data /* all of it */) =>\n                // in lower case\n                H.Compute(data); // by its hash\n#endif\n        }\n    }\n}")]
    [InlineData("$\nnamespace App;\n\nclass A\n{\n    private string _a = [|Convert.ToHexStringLower(SHA256.HashData([]))|], _b = \"\";\n    object Both => (_a, _b);\n}", null)]
    [InlineData("$\nnamespace App;\n\nclass A\n{\n    private readonly string _a = [|Convert.ToHexStringLower(SHA256.HashData([]))|];\n    object Both => _a;\n}", "$\nnamespace App;\n\nclass A\n{\n    private readonly H _a = H.Compute([]);\n    object Both => _a;\n}")]
    public Task What_stands_around_it_stays(string source, string? fixedSource)
    {
        string Whole(string text) => text.Replace("$", HashSource.Usings + "using System.Security.Cryptography;", StringComparison.Ordinal);
        var test = new CodeFixTest<UntypedHashAnalyzer, UntypedHashFix>(Whole(source), fixedSource is null ? null : Whole(fixedSource))
        {
            OutputKind = source.Contains("static void Keep", StringComparison.Ordinal) || source.Contains("Console", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        };
        test.Add("H.cs", HashSource.Text);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("internal", "class User { bool Is(byte[] data, H other) => Ids.Of(data).Equals(other); string Name(byte[] data) => $\"{Ids.Of(data)}.json\"; }", true)]
    [InlineData("internal", "class User { string Of(byte[] data) => Ids.Of(data); }", false)]
    [InlineData("internal", "class User { H Of(byte[] data) => H.Parse(Ids.Of(data)); }", false)]
    [InlineData("internal", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]", false)]
    [InlineData("public", "", false)]
    public Task Whoever_mentions_it_in_other_files_must_still_compile(string accessibility, string other, bool isFixed)
    {
        string Source(string member) => $"{HashSource.Usings}using System.Security.Cryptography;\n\n{accessibility} class Ids\n{{\n    {member}\n}}\n";
        var test = new CodeFixTest<UntypedHashAnalyzer, UntypedHashFix>(
            Source("public static string Of(byte[] data) => [|Convert.ToHexStringLower(SHA256.HashData(data))|];"),
            isFixed ? Source("public static H Of(byte[] data) => H.Compute(data);") : null);
        test.Add("H.cs", HashSource.Text).Add("User.cs", other);
        return test.RunAsync();
    }

    [Fact]
    public Task The_librarys_hash_will_do_where_there_is_no_other() => new CodeFixTest<UntypedHashAnalyzer, UntypedHashFix>(
        "using System;\nusing System.Security.Cryptography;\n\nclass C { string Of(byte[] data) => [|Convert.ToHexStringLower(SHA256.HashData(data))|]; }",
        "using System;\nusing System.Security.Cryptography;\nusing Guarded.Store.Hashing;\n\nclass C { PayloadHash Of(byte[] data) => PayloadHash.Compute(data); }")
    {
        References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        Messages = ["This sha256 travels as a string, which any other text or bytes can be taken for. 'PayloadHash' holds one, and nothing else."],
        Titles = ["Compute a 'PayloadHash'"],
    }.RunAsync();

    [Theory]
    [InlineData("string A(byte[] data) => Convert.ToHexStringLower(SHA512.HashData(data));")]
    [InlineData("byte[] A(byte[] data) => SHA3_256.HashData(data);")]
    public Task Without_a_type_of_the_algorithm_it_is_quiet(string member) => new AnalyzerTest<UntypedHashAnalyzer>(
        $"using System; using System.Security.Cryptography; class C {{ {member} }}")
    { References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)] }.RunAsync();

    [Fact]
    public Task A_type_that_cannot_be_named_is_none() => new AnalyzerTest<UntypedHashAnalyzer>(
        """
        using System; using System.Security.Cryptography;
        class C { byte[] A(byte[] data) => SHA256.HashData(data); }
        class D { [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] readonly struct Hidden; }
        namespace Guarded
        {
            enum ContentHashAlgorithm { Sha256 = 1 }
            class ContentHashAttribute(ContentHashAlgorithm algorithm) : Attribute { public ContentHashAlgorithm Algorithm => algorithm; }
        }
        """).RunAsync();

    [Fact]
    public Task Nothing_is_looked_at_where_there_is_no_hash() => new AnalyzerTest<UntypedHashAnalyzer>(
        "using System.Security.Cryptography; class C { byte[] A(byte[] data) => SHA256.HashData(data); }").RunAsync();

    [Fact]
    public Task A_test_project_is_quiet()
    {
        var test = Test("byte[] A(byte[] data) => SHA256.HashData(data);");
        test.Properties["IsTestProject"] = "true";
        return test.RunAsync();
    }

    [Theory]
    [InlineData("class C { byte[] M() => SHA256.HashData(; }")]
    [InlineData("class C { byte[] M() => Convert.ToHexString(SHA256.HashData(x).; } }")]
    [InlineData("class C { async M() => await SHA256.HashDataAsync(data, }")]
    public Task Half_written_code_is_no_trouble(string source) =>
        RobustHash.NeverThrows<UntypedHashAnalyzer>(HashSource.Usings + "using System.Security.Cryptography;\n" + source);

    private static AnalyzerTest<UntypedHashAnalyzer> Test(string member) => new AnalyzerTest<UntypedHashAnalyzer>(In(member)).Add("H.cs", HashSource.Text);

    private static CodeFixTest<UntypedHashAnalyzer, UntypedHashFix> Fix(string member, string? fixedMember)
    {
        var test = new CodeFixTest<UntypedHashAnalyzer, UntypedHashFix>(In(member), fixedMember is null ? null : In(fixedMember));
        test.Add("H.cs", HashSource.Text);
        return test;
    }

    // Two algorithms are two ways to fix, and no way to fix both at once.
    private static Task FixEach(string member, string fixedMember)
    {
        var test = new CodeFixTest<UntypedHashAnalyzer, UntypedHashFix>(In(member), In(fixedMember)) { FixAllScopes = [] };
        test.Add("H.cs", HashSource.Text);
        return test.RunAsync();
    }

    private static string In(string member) => HashSource.Usings + "using System.IO;\nusing System.Security.Cryptography;\nusing System.Threading;\n" +
        $$"""
        class Test
        {
            byte[]? _digest;
            string? Name { get; set; }
            object? Both => (_digest, Name);
            void Record(string id) { }
            void Keep<T>(T id) { }
            record Row(string Id);
            {{member}}
        }
        """;
}
