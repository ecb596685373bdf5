using Guarded.Analyzers.CodeFixes.Hashes;
using Guarded.Analyzers.Hashes;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Hashes;

/// <summary>GRD3005.</summary>
public sealed class UnverifiedReadTests
{
    [Theory]
    [InlineData("byte[] Load(string contentHash) => [|File.ReadAllBytes(Path.Combine(_root, contentHash))|];")]
    [InlineData("byte[] Load(string sha256) { var path = Path.Combine(_root, sha256); return [|File.ReadAllBytes(path)|]; }")]
    [InlineData("byte[] Load(string digest) { var file = new FileInfo(Path.Combine(_root, digest)); var bytes = [|File.ReadAllBytes(file.FullName)|]; return bytes; }")]
    [InlineData("Task<byte[]> LoadAsync(string blobHash) => [|File.ReadAllBytesAsync($\"{_root}/{blobHash}\")|];")]
    [InlineData("async Task<string> LoadAsync(string contentHash) => await [|File.ReadAllTextAsync(_root + \"/\" + contentHash)|];")]
    [InlineData("Stream Open(string contentHash) => [|File.OpenRead(PathOf(contentHash))|];")]
    [InlineData("Stream Open(byte[] contentHash) => [|File.OpenRead(Path.Combine(_root, Convert.ToHexString(contentHash)))|];")]
    [InlineData("Stream Open(string contentHash) => [|new FileStream(PathOf(contentHash), FileMode.Open, FileAccess.Read)|];")]
    [InlineData("FileStream Open(string contentHash) => [|File.Open(PathOf(contentHash), FileMode.Open)|];")]
    [InlineData("Stream? Open(string contentHash) { var path = PathOf(contentHash); if (!File.Exists(path)) return null; return [|File.OpenRead(path)|]; }")]
    [InlineData("Stream Open(string hash) => [|File.OpenRead(Path.Combine(_root, hash[..2], hash))|];")]
    [InlineData("Stream Open(string hash) => [|File.OpenRead(Path.Combine(_root, hash.Substring(0, 2), hash.Substring(2)))|];")]
    [InlineData("Stream Open(string hash) => [|File.OpenRead(Sharded(hash))|]; string Sharded(string hash) => Path.Combine(_root, hash[..2], hash);")]
    [InlineData("byte[] Load(string objectId) { var path = Path.Combine(_root, objectId[..2], objectId); return [|File.ReadAllBytes(path)|]; }")]
    [InlineData("byte[] Load(string hash) => [|File.ReadAllBytes(PathOf(hash))|]; string Store(byte[] content) { var hash = Convert.ToHexString(SHA256.HashData(content)); File.WriteAllBytes(PathOf(hash), content); return hash; }")]
    [InlineData("byte[] Load(Digest hash) => [|File.ReadAllBytes(Path.Combine(_root, hash.ToString()))|];")]
    [InlineData("byte[] Load(Digest hash) { var hex = hash.ToString(); return [|File.ReadAllBytes(Path.Combine(_root, hex[..2], hex))|]; }")]
    [InlineData("void Print(Row row) { Console.WriteLine([|File.ReadAllText(Path.Combine(_root, row.Content.ToString()))|]); }")]
    [InlineData("byte[] Load(PayloadReference reference) => [|File.ReadAllBytes(Path.Combine(_root, $\"{reference}\"))|];")]
    [InlineData("byte[] Load(PayloadReference reference) => [|File.ReadAllBytes(Path.Combine(_root, reference.Hash.ToString()))|];")]
    public Task A_read_that_checks_nothing_is_found(string member) => new AnalyzerTest<UnverifiedReadAnalyzer>(In(member)).RunAsync();

    [Theory]
    [InlineData("byte[] Load(string contentHash) { var bytes = File.ReadAllBytes(PathOf(contentHash)); if (Convert.ToHexString(SHA256.HashData(bytes)) != contentHash) throw new IOException(); return bytes; }")]
    [InlineData("byte[] Load(string contentHash) { var bytes = File.ReadAllBytes(PathOf(contentHash)); Verify(bytes, contentHash); return bytes; } void Verify(byte[] bytes, string hash) { }")]
    [InlineData("byte[] Load(string contentHash) { var bytes = File.ReadAllBytes(PathOf(contentHash)); Guard(bytes, contentHash); return bytes; } void Guard(byte[] bytes, string hash) { if (Convert.ToHexString(SHA256.HashData(bytes)) != hash) throw new IOException(); }")]
    [InlineData("byte[] Load(string contentHash) { var bytes = Read(contentHash); if (ComputeHash(bytes) != contentHash) throw new IOException(); return bytes; } byte[] Read(string contentHash) => File.ReadAllBytes(PathOf(contentHash)); string ComputeHash(byte[] bytes) => \"\";")]
    [InlineData("Stream Open(string contentHash) => new HashingStream(File.OpenRead(PathOf(contentHash)));")]
    [InlineData("Stream Open(string hash) => File.OpenRead(One(hash)); string One(string hash) => Path.Combine(_root, Other(hash)); string Other(string hash) => Path.Combine(_root, One(hash));")]
    [InlineData("byte[] Load(Digest hash) { using var sha = SHA256.Create(); using var stream = File.OpenRead(Path.Combine(_root, hash.ToString())); return sha.ComputeHash(stream); }")]
    [InlineData("byte[] Cached(string url) { var hash = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(url))); return File.ReadAllBytes(Path.Combine(_root, hash)); }")]
    [InlineData("byte[] Load(string urlHash) => File.ReadAllBytes(PathOf(urlHash));")]
    [InlineData("byte[] Load(string cacheKeyHash) => File.ReadAllBytes(PathOf(cacheKeyHash));")]
    [InlineData("byte[] Load(string hash) => File.ReadAllBytes(PathOf(hash));")]
    [InlineData("byte[] Load(string hash) => File.ReadAllBytes(PathOf(hash)); string HashOf(string url) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(url)));")]
    [InlineData("string Load(string objectId) => File.ReadAllText(Path.Combine(_root, objectId + \".json\"));")]
    [InlineData("byte[] Load(int fileHash) => File.ReadAllBytes(Path.Combine(_root, fileHash.ToString()));")]
    [InlineData("byte[] Load(string name, string contentHash) => File.ReadAllBytes(Path.Combine(_root, name));")]
    [InlineData("bool Has(string contentHash) => File.Exists(PathOf(contentHash));")]
    [InlineData("bool IsText(string contentHash) { using var stream = File.OpenRead(PathOf(contentHash)); return stream.ReadByte() < 128; }")]
    [InlineData("void Delete(Digest hash) => File.Delete(Path.Combine(_root, hash.ToString()));")]
    [InlineData("void Write(Digest hash, byte[] content) => File.WriteAllBytes(Path.Combine(_root, hash.ToString()), content);")]
    [InlineData("Stream Create(string contentHash) => new FileStream(PathOf(contentHash), FileMode.CreateNew);")]
    [InlineData("void Copy(string contentHash, string target) => File.Copy(PathOf(contentHash), target);")]
    [InlineData("async Task SendAsync(string contentHash, Stream target) { using var stream = File.OpenRead(PathOf(contentHash)); await stream.CopyToAsync(target); }")]
    public Task A_read_that_checks_or_is_of_something_else_is_no_finding(string member) => new AnalyzerTest<UnverifiedReadAnalyzer>(In(member)).RunAsync();

    [Theory]
    [InlineData("class C { byte[] Load(Missing contentHash) => System.IO.File.ReadAllBytes(contentHash.ToString()); }")]
    [InlineData("class C { byte[] Load(string contentHash) => Missing.ReadAllBytes(contentHash); }")]
    [InlineData("class T { [Fact] public byte[] Load(string contentHash) => System.IO.File.ReadAllBytes(contentHash); }")]
    public Task What_cannot_be_told_is_no_finding(string source) => new AnalyzerTest<UnverifiedReadAnalyzer>(source) { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen() => new AnalyzerTest<UnverifiedReadAnalyzer>(In("byte[] Load(string contentHash) => [|File.ReadAllBytes(PathOf(contentHash))|];"))
    {
        Messages = ["This file is called by the hash of its content, and what is read is not compared with it: a torn or changed file passes for the content. Read it through the store that checks, or hash it and compare."],
    }.RunAsync();

    [Theory]
    [InlineData("async Task<byte[]> LoadAsync(PayloadHash hash, CancellationToken token) { return await [|File.ReadAllBytesAsync(Path.Combine(_root, hash.ToString()), token)|]; }", "async Task<byte[]> LoadAsync(PayloadHash hash, CancellationToken token) { return await _payloads.ReadAllBytesAsync(hash, token); }")]
    [InlineData("async Task<byte[]> LoadAsync(PayloadReference reference) { await Task.Yield(); return [|File.ReadAllBytes(Path.Combine(_root, $\"{reference}\"))|]; }", "async Task<byte[]> LoadAsync(PayloadReference reference) { await Task.Yield(); return await _payloads.ReadAllBytesAsync(reference.Hash); }")]
    [InlineData("async Task<Stream> OpenAsync(PayloadHash hash) { await Task.Yield(); return [|File.OpenRead(Path.Combine(_root, hash.ToString()))|]; }", "async Task<Stream> OpenAsync(PayloadHash hash) { await Task.Yield(); return await _payloads.OpenAsync(hash); }")]
    public Task The_fix_reads_through_the_store(string member, string replacement) =>
        new CodeFixTest<UnverifiedReadAnalyzer, UnverifiedReadFix>(In("private readonly PayloadStore _payloads = null!; " + member), In("private readonly PayloadStore _payloads = null!; " + replacement)).RunAsync();

    [Theory]
    [InlineData("async Task<byte[]> LoadAsync(PayloadHash hash) { return await [|File.ReadAllBytesAsync(Path.Combine(_root, hash.ToString()))|]; }")]
    [InlineData("private readonly PayloadStore _payloads = null!; byte[] Load(PayloadHash hash) => [|File.ReadAllBytes(Path.Combine(_root, hash.ToString()))|];")]
    [InlineData("private readonly PayloadStore _payloads = null!; async Task<FileStream> OpenAsync(PayloadHash hash) { await Task.Yield(); return [|File.OpenRead(Path.Combine(_root, hash.ToString()))|]; }")]
    [InlineData("private readonly PayloadStore _payloads = null!; async Task<byte[]> LoadAsync(string contentHash) { return await [|File.ReadAllBytesAsync(Path.Combine(_root, contentHash))|]; }")]
    public Task Without_a_store_that_fits_there_is_no_fix(string member) => new CodeFixTest<UnverifiedReadAnalyzer, UnverifiedReadFix>(In(member)).RunAsync();

    private static string In(string member) =>
        $$"""
        using System;
        using System.IO;
        using System.Security.Cryptography;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Guarded;
        using Guarded.Store.Hashing;
        using Guarded.Store.Payloads;

        class C
        {
            private readonly string _root = "";
            {{member}}
            private string PathOf(string file) => Path.Combine(_root, file);
        }

        class Row { public Digest Content { get; } }
        class HashingStream(Stream inner) : MemoryStream { public Stream Inner => inner; }

        [ContentHash(ContentHashAlgorithm.Sha256)]
        readonly partial struct Digest;

        namespace Guarded
        {
            enum ContentHashAlgorithm { Sha256 = 1 }

            [AttributeUsage(AttributeTargets.Struct)]
            sealed class ContentHashAttribute(ContentHashAlgorithm algorithm) : Attribute { public ContentHashAlgorithm Algorithm => algorithm; }
        }

        namespace Guarded.Store.Hashing
        {
            [ContentHash(ContentHashAlgorithm.Sha256)]
            readonly partial struct PayloadHash;
        }

        namespace Guarded.Store.Payloads
        {
            class PayloadReference { public PayloadHash Hash => default; }

            class PayloadStore
            {
                public ValueTask<byte[]> ReadAllBytesAsync(PayloadHash hash, CancellationToken cancellationToken = default) => default;
                public ValueTask<Stream> OpenAsync(PayloadHash hash, CancellationToken cancellationToken = default) => default;
            }
        }
        """;
}
