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
    [InlineData("public bool Verify(string id, string accessCode) { var row = Find(id); if ([|row.AccessCode != accessCode|]) { return false; } return true; }")]
    [InlineData("public object Get(string id, string code) { var row = Find(id); if (row == null || [|code != row.AccessCode|]) { throw new KeyNotFoundException(); } return row; }")]
    [InlineData("public bool Recover(Row row, string recoveryCode) { if ([|string.Compare(row.RecoveryCode, recoveryCode, true)|] != 0) { return false; } return true; }")]
    [InlineData("public object Post([FromQuery] string key) { if ([|key != _settings.PaymentsWebhookKey|]) { return new BadRequestResult(); } return new OkResult(); }")]
    [InlineData("public object Post([FromHeader(Name = \"X-Key\")] string key) { if ([|_settings.Billing.Key2Token == key|]) { return 1; } return 0; }")]
    [InlineData("public bool IsAuthorized(string apiKey) => [|apiKey == _apiKey|];")]
    [InlineData("public bool Login(string user, string password) { var authenticated = [|Find(user).Password == password|]; return authenticated; }")]
    [InlineData("public object Handle(HttpRequest request) { var sent = request.Query[\"key\"]; if ([|sent != EventsKey|]) { return new UnauthorizedResult(); } return 1; }")]
    [InlineData("public object Handle() { var key = HttpContext.Request.Query.ContainsKey(\"key\") ? HttpContext.Request.Query[\"key\"].ToString() : null; if ([|key != _settings.WebhookKey|]) { return new BadRequestResult(); } return 1; }")]
    [InlineData("public object Handle() { if (Context.Request.Headers.TryGetValue(\"X-Key\", out var sent)) { if ([|_settings.PrimaryApiKey != sent|]) { return AuthenticateResult.Fail(\"\"); } } return 1; }")]
    [InlineData("public void Handle(IRequest req) { var secret = req.GetAuthSecret() ?? req.GetBearerToken(); if (Config.AdminAuthSecret != null && [|Config.AdminAuthSecret == secret|]) { Enter(); } }")]
    [InlineData("public bool Authorize(string password) { string hash = MissingHelper.Hash(_format, password); bool authorized = [|_stored == hash|]; return authorized; }")]
    [InlineData("public bool Verify(string clearText, Stored stored) { var made = HashSecret(clearText, stored.Salt); return [|made.Secret.SequenceEqual(stored.Secret)|]; } private HashedSecret HashSecret(string text, byte[] salt) => new(SHA256.HashData(salt));")]
    public Task A_credential_is_found_where_its_types_are_missing(string member) => new AnalyzerTest<VariableTimeHashComparisonAnalyzer>(Alone("Gate", member)) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("TokenProvider", "public async Task<bool> ValidateAsync(string purpose, string token) { var cached = await _cache.GetAsync(purpose); var code = Encoding.UTF8.GetString(cached); var valid = [|string.Equals(token, code)|]; return valid; }")]
    [InlineData("OtpLogin", "public bool Verify(string otp) { var expected = _cache.Get(_user); return [|expected == otp|]; }")]
    public Task A_token_is_found_in_what_validates_tokens(string type, string member) => new AnalyzerTest<VariableTimeHashComparisonAnalyzer>(Alone(type, member)) { MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("Settings", "public void Change(string apiKey) { if (_settings.ApiKey != apiKey) { _settings.ApiKey = apiKey; Save(); } }")]
    [InlineData("Form", "public bool Check(string password, string confirmPassword) { if (password != confirmPassword) return false; return true; }")]
    [InlineData("Form", "public bool Check(Model model, string password) { if (password != model.ConfirmPassword) return false; return true; }")]
    [InlineData("Form", "public object Post() { if (Request.Form[\"Password\"] != Request.Form[\"Repeated\"]) return new BadRequestResult(); return 1; }")]
    [InlineData("Table", "public object Find(string key) { foreach (var item in _items) if (item.Key == key) return item; return null; }")]
    [InlineData("Table", "public bool Has(string code) => _country.Code == code;")]
    [InlineData("Table", "public object Get([FromQuery] string key) => _rows.First(row => row.SortKey == key);")]
    [InlineData("Table", "public bool IsAjax() => Request.Headers[\"X-Kind\"] == _options.HeaderKey;")]
    [InlineData("Pager", "public bool IsLast(IRequest req) { var given = req.GetToken(); return given == _options.NextToken || given == _options.Title; }")]
    [InlineData("Keys", "public bool Equals(Keys other) => ApiKey == other.ApiKey;")]
    [InlineData("Parser", "public bool Validate(string token) { var next = _reader.Next(); return token == next; }")]
    [InlineData("Hasher", "public bool Verify(string password, string stored) { var result = _hasher.VerifyHashedPassword(stored, password); return result == PasswordVerificationResult.Success; }")]
    [InlineData("Gate", "public bool IsAuthorized(string apiKey) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(apiKey), _apiKey);")]
    [InlineData("Gate", "public bool HasPassword(string password) { if (password == null || password.Length == _settings.Password.Length) return false; return true; }")]
    public Task What_is_called_alike_and_lets_nobody_in_is_no_finding(string type, string member) => new AnalyzerTest<VariableTimeHashComparisonAnalyzer>(Alone(type, member)) { MayBeBroken = true }.RunAsync();

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

    // A file without what it refers to.
    private static string Alone(string type, string member) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Security.Cryptography;
        using System.Text;
        using System.Threading.Tasks;

        class {{type}} : Missing
        {
            private readonly MissingSettings _settings;
            private readonly string _stored, _apiKey, _user;
            private static readonly string EventsKey = Environment.MachineName;

            {{member}}
        }

        """;

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
