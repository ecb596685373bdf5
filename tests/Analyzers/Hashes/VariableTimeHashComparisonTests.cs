using Guarded.Analyzers.CodeFixes.Hashes;
using Guarded.Analyzers.Hashes;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3003.</summary>
public sealed class VariableTimeHashComparisonTests
{
    [Theory]
    [InlineData("var mac = HMACSHA256.HashData(key, body); return [|mac.SequenceEqual(sent)|];")]
    [InlineData("return [|HMACSHA256.HashData(key, body).SequenceEqual(sent)|];")]
    [InlineData("return [|sent.SequenceEqual(HMACSHA256.HashData(key, body))|];")]
    [InlineData("return [|Enumerable.SequenceEqual(HMACSHA256.HashData(key, body), sent)|];")]
    [InlineData("return [|sent.AsSpan().SequenceEqual(HMACSHA512.HashData(key, body))|];")]
    [InlineData("using var hmac = new HMACSHA256(key); var computed = hmac.ComputeHash(body); return [|Convert.ToHexString(computed) == header|];")]
    [InlineData("using (var hmac = new HMACSHA1(key)) { var hash = hmac.ComputeHash(body); var hex = BitConverter.ToString(hash).Replace(\"-\", \"\").ToLower(); return [|hex == header|]; }")]
    [InlineData("HMAC hmac = new HMACSHA256(key); var expected = \"sha256=\" + Convert.ToHexString(hmac.ComputeHash(body)).ToLowerInvariant(); if ([|expected != header|]) return false; return true;")]
    [InlineData("HMAC hmac = new HMACSHA256(key); var expected = $\"sha256={Convert.ToBase64String(hmac.ComputeHash(body))}\"; return [|header.Equals(expected)|];")]
    [InlineData("KeyedHashAlgorithm hmac = new HMACSHA256(key); hmac.ComputeHash(body); return [|Convert.ToBase64String(hmac.Hash!) == header|];")]
    [InlineData("var sb = new StringBuilder(); foreach (var b in new HMACSHA256(key).ComputeHash(body)) sb.Append(b.ToString(\"x2\")); return [|sb.ToString() == header|];")]
    [InlineData("var sb = new StringBuilder(); var hash = HMACMD5.HashData(key, body); for (int i = 0; i < hash.Length; i++) { sb.Append(hash[i].ToString(\"X2\")); } var signature = sb.ToString(); return [|signature.Equals(header, StringComparison.OrdinalIgnoreCase)|];")]
    [InlineData("var hex = string.Concat(HMACSHA256.HashData(key, body).Select(b => b.ToString(\"x2\"))); return [|string.Equals(hex, header, StringComparison.Ordinal)|];")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); for (var i = 0; i < mac.Length; i++) { if ([|mac[i] != sent[i]|]) return false; } return true;")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); var equal = true; for (var i = 0; i < mac.Length; i++) if ([|sent[i] != mac[i]|]) { equal = false; break; } return equal;")]
    [InlineData("return [|string.Compare(Convert.ToHexString(HMACSHA256.HashData(key, body)), header, true)|] == 0;")]
    [InlineData("return [|StringComparer.Ordinal.Equals(Convert.ToHexString(HMACSHA256.HashData(key, body)), header)|];")]
    [InlineData("var derived = new Rfc2898DeriveBytes(password, salt, 1000, HashAlgorithmName.SHA256).GetBytes(32); return [|derived.SequenceEqual(sent)|];")]
    [InlineData("var derived = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1000, HashAlgorithmName.SHA256, 32); return [|Convert.ToBase64String(derived) == header|];")]
    [InlineData("var hash = SHA256.HashData(Encoding.UTF8.GetBytes(password)); return [|Convert.ToHexString(hash) == header|];")]
    [InlineData("var bytes = Encoding.UTF8.GetBytes(password + \"salt\"); var hash = SHA512.Create().ComputeHash(bytes); return [|hash.SequenceEqual(sent)|];")]
    [InlineData("return [|Sign(body) == header|];")]
    [InlineData("var expected = Sign(body); return [|expected.Equals(header)|];")]
    [InlineData("return [|SignTwice(body) == header|];")]
    [InlineData("return [|HashPassword(password) == header|];")]
    [InlineData("return [|_hasher.Hash(password) == header|];")]
    [InlineData("return [|_hasher.ComputeSignature(header, secret) == header|];")]
    [InlineData("return [|_hasher.CalculateHmac(body) == header|];")]
    [InlineData("var sentSecret = Request.Headers[\"X-Token\"]; return [|_options.WebhookSecret.Equals(sentSecret)|];")]
    [InlineData("return [|Request.Headers[\"X-Api-Key\"] == _options.ApiKey|];")]
    [InlineData("if (!Request.Headers.TryGetValue(\"X-Api-Key\", out var provided)) return false; return [|provided == _options.ApiKey|];")]
    [InlineData("string mac; mac = Convert.ToHexString(HMACSHA256.HashData(key, body)); return [|mac == header|];")]
    public Task A_comparison_that_tells_is_found(string statements) => Test(statements).RunAsync();

    [Theory]
    [InlineData("return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), sent);")]
    [InlineData("return SHA256.HashData(body).SequenceEqual(sent);")]
    [InlineData("var hash = Convert.ToHexString(SHA256.HashData(body)); return hash == header;")]
    [InlineData("var hash = Convert.ToHexString(MD5.HashData(body)); return hash.Equals(header, StringComparison.OrdinalIgnoreCase);")]
    [InlineData("var hash = SHA256.HashData(body); for (var i = 0; i < hash.Length; i++) if (hash[i] != sent[i]) return false; return true;")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); return mac != null;")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); return mac.Length == sent.Length;")]
    [InlineData("var mac = Convert.ToHexString(HMACSHA256.HashData(key, body)); return mac == \"\" || mac.Equals(\"none\");")]
    [InlineData("return HMACSHA256.HashData(key, body).SequenceEqual(HMACSHA256.HashData(key, sent));")]
    [InlineData("return header == secret;")]
    [InlineData("var checksum = Checksum(body); return checksum == header;")]
    [InlineData("return _hasher.Hash(header) == header;")]
    [InlineData("return _hasher.GetSignature(header) == header;")]
    [InlineData("return Request.Headers[\"X-Requested-With\"] == \"XMLHttpRequest\";")]
    [InlineData("return Request.Headers[\"X-Trace\"] == header;")]
    [InlineData("return Request.Headers[\"If-None-Match\"] == _options.Etag;")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); var same = ReferenceEquals(mac, sent); return same;")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); return mac == sent;")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); var difference = 0; for (var i = 0; i < mac.Length; i++) difference |= mac[i] ^ sent[i]; return difference == 0;")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); var count = 0; for (var i = 0; i < mac.Length; i++) if (mac[i] != sent[i]) count++; return count == 0;")]
    [InlineData("var etag = Convert.ToBase64String(SHA1.HashData(body)); return etag == Request.Headers[\"If-None-Match\"];")]
    [InlineData("var signature = header.Split(',')[0]; return signature == secret;")]
    [InlineData("Assert.True(Convert.ToHexString(HMACSHA256.HashData(key, body)) == header); return true;")]
    [InlineData("var name = typeof(string).Name; return name == header;")]
    [InlineData("var id = Guid.NewGuid().ToString(\"N\"); return id == header;")]
    [InlineData("var cacheKey = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header))); return cacheKey == secret;")]
    public Task A_comparison_that_guards_no_secret_is_no_finding(string statements) => Test(statements).RunAsync();

    [Theory]
    [InlineData("return [|HMACSHA256.HashData(key, body).SequenceEqual(sent)|]; // kept", "return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), sent); // kept")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); return ![|mac.SequenceEqual(sent)|];", "var mac = HMACSHA256.HashData(key, body); return !CryptographicOperations.FixedTimeEquals(mac, sent);")]
    [InlineData("return [|Sign(body) == header|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(header));")]
    [InlineData("return /* not */ [|Sign(body) != header|];", "return /* not */ !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(header));")]
    [InlineData("return [|string.Equals(Sign(body), maybe)|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(maybe ?? \"\"));")]
    [InlineData("return [|Sign(body).Equals(header, StringComparison.OrdinalIgnoreCase)|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body).ToUpperInvariant()), Encoding.UTF8.GetBytes(header.ToUpperInvariant()));")]
    [InlineData("return [|Sign(body) == header|] && [|SignTwice(body) == header|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(body)), Encoding.UTF8.GetBytes(header)) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SignTwice(body)), Encoding.UTF8.GetBytes(header));")]
    public Task It_is_compared_in_fixed_time(string statements, string fixedStatements) =>
        new CodeFixTest<VariableTimeHashComparisonAnalyzer, VariableTimeHashComparisonFix>(In(statements), In(fixedStatements)).RunAsync();

    [Fact]
    public Task What_it_needs_is_imported() => new CodeFixTest<VariableTimeHashComparisonAnalyzer, VariableTimeHashComparisonFix>(
        """
        using System;

        class C
        {
            bool M(byte[] key, byte[] body, string header) => [|Convert.ToHexString(System.Security.Cryptography.HMACSHA256.HashData(key, body)) == header|];
        }
        """,
        """
        using System;
        using System.Security.Cryptography;
        using System.Text;

        class C
        {
            bool M(byte[] key, byte[] body, string header) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Convert.ToHexString(System.Security.Cryptography.HMACSHA256.HashData(key, body))), Encoding.UTF8.GetBytes(header));
        }
        """).RunAsync();

    [Theory]
    [InlineData("var mac = HMACSHA256.HashData(key, body); for (var i = 0; i < mac.Length; i++) { if ([|mac[i] != sent[i]|]) return false; } return true;")]
    [InlineData("return [|string.CompareOrdinal(Sign(body), header)|] == 0;")]
    [InlineData("return [|Sign(body).Equals(header, StringComparison.CurrentCulture)|];")]
    [InlineData("IEnumerable<byte> bytes = sent; return [|bytes.SequenceEqual(HMACSHA256.HashData(key, body))|];")]
    public Task What_cannot_be_written_so_has_no_fix(string statements) =>
        new CodeFixTest<VariableTimeHashComparisonAnalyzer, VariableTimeHashComparisonFix>(In(statements)).RunAsync();

    [Fact]
    public Task The_messages_say_what_can_happen_and_what_to_write() => new AnalyzerTest<VariableTimeHashComparisonAnalyzer>(
        In("return [|Sign(body) == header|] || [|HashPassword(password) == header|] || [|Request.Headers[\"X-Api-Key\"] == _options.ApiKey|];"))
    {
        Messages =
        [
            "This ends at the first difference, so its time tells how much of a guess at this keyed hash was right. Compare with 'CryptographicOperations.FixedTimeEquals'.",
            "This ends at the first difference, so its time tells how much of a guess at this hash of a secret was right. Compare with 'CryptographicOperations.FixedTimeEquals'.",
            "This ends at the first difference, so its time tells how much of a guess at this secret was right. Compare with 'CryptographicOperations.FixedTimeEquals'.",
        ],
    }.RunAsync();

    [Fact]
    public Task Test_projects_are_left_alone() => new AnalyzerTest<VariableTimeHashComparisonAnalyzer>(
        In("return Sign(body) == header;")) { Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    [Fact]
    public Task Half_written_code_is_no_trouble() => new AnalyzerTest<VariableTimeHashComparisonAnalyzer>(
        In("var mac = missing.ComputeHash(body); var signature = signature; if (mac == ) return signature == mac.Equals(; return .SequenceEqual(hash")) { MayBeBroken = true }.RunAsync();

    private static AnalyzerTest<VariableTimeHashComparisonAnalyzer> Test(string statements) => new(In(statements));

    private static string In(string statements) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Security.Cryptography;
        using System.Text;

        class Request { public Dictionary<string, string> Headers { get; } = []; }
        class Options { public string ApiKey { get; } = ""; public string WebhookSecret { get; } = ""; public string Etag { get; } = ""; }
        static class Assert { public static void True(bool condition) { } }

        interface IHasher
        {
            string Hash(string text);
            string ComputeSignature(string text, string secret);
            string GetSignature(string text);
            string CalculateHmac(byte[] data);
        }

        class C(Request request, Options _options, IHasher _hasher, byte[] key)
        {
            Request Request => request;

            string Sign(byte[] data)
            {
                using var hmac = new HMACSHA256(key);
                return Convert.ToHexString(hmac.ComputeHash(data));
            }

            string SignTwice(byte[] data) => Sign(data);
            string Checksum(byte[] data) => Convert.ToHexString(SHA256.HashData(data));
            static string HashPassword(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

            bool M(byte[] body, byte[] sent, byte[] salt, string header, string? maybe, string password, string secret)
            {
                {{statements}}
            }
        }

        """;
}
