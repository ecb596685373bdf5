using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>GRD2003.</summary>
public sealed class HashWithoutPayloadTests
{
    [Theory]
    [InlineData("void M(byte[] raw) => Db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(raw))|] });")]
    [InlineData("void M(byte[] raw) { var digest = SHA256.HashData(raw); var text = Convert.ToHexString(digest).ToLowerInvariant(); Db.Rows.Add(new Row { Index = 1, ContentHash = [|text|] }); Db.SaveChanges(); }")]
    [InlineData("void M(byte[] raw) { var row = new Row { Index = 1, ContentHash = [|Convert.ToBase64String(SHA256.HashData(raw))|], DataLength = raw.Length }; Db.Add(row); }")]
    [InlineData("void M(byte[] raw) { var row = new Row(); row.ContentHash = [|Convert.ToHexString(SHA512.HashData(raw))|]; Db.Rows.Add(row); }")]
    [InlineData("async Task M(Stream body) { var hash = await SHA256.HashDataAsync(body).ConfigureAwait(false); await Db.Rows.AddAsync(new Row { ContentHash = [|Convert.ToHexString(hash)|] }); }")]
    [InlineData("void M(byte[] raw) { using var sha = SHA256.Create(); var hash = BitConverter.ToString(sha.ComputeHash(raw)).Replace(\"-\", \"\"); Db.Rows.Add(new Row { ContentHash = [|hash|] }); }")]
    [InlineData("void M(byte[] head, byte[] tail) { using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256); hash.AppendData(head); hash.AppendData(tail); Db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(hash.GetHashAndReset())|] }); }")]
    [InlineData("void M(byte[] raw) => Db.Rows.Add(new Row { ContentHash = [|PayloadHash.Compute(raw).ToString()|] });")]
    [InlineData("void M(Order order) { var json = JsonSerializer.Serialize(order); Db.Rows.Add(new Row { ContentHash = [|Sha256Of(json)|], Name = order.Name }); }")]
    [InlineData("void M(Order order) { Db.Rows.Add(new Row { Index = order.Id, ContentHash = [|$\"sha256:{Sha256Of(JsonSerializer.Serialize(order))}\"|] }); }")]
    [InlineData("void M(byte[] raw) { if (raw.Length == 0) throw new ArgumentException(\"\"); ArgumentNullException.ThrowIfNull(raw); Console.WriteLine(raw.Length); Db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(raw))|] }); }")]
    [InlineData("async Task M(Stream upload) { using var buffer = new MemoryStream(); await upload.CopyToAsync(buffer); Db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(buffer.ToArray()))|] }); }")]
    [InlineData("void M(IEnumerable<string> lines) { foreach (var line in lines) Db.Rows.Add(new Row { ContentHash = [|Sha256Of(line)|] }); }")]
    [InlineData("void M(byte[] raw) => Db.Pairs.Add(new Pair(1, [|Convert.ToHexString(SHA256.HashData(raw))|]));")]
    [InlineData("void M(byte[] raw) => Db.Pairs.Add(new(Index: 1, DataHash: [|Convert.ToHexString(SHA256.HashData(raw))|]));")]
    [InlineData("void M(byte[] raw, RowLedger rows) => rows.Append(new Pair(1, [|Convert.ToHexString(SHA256.HashData(raw))|]));")]
    [InlineData("async Task M(IUpload file) { using var stream = file.OpenReadStream(); Db.Rows.Add(new Row { Name = file.FileName, DataLength = file.Length, ContentHash = [|Convert.ToHexString(await SHA256.HashDataAsync(stream))|] }); }")]
    [InlineData("void M(byte[] raw, IRowRepository rows) { var row = new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(raw))|] }; rows.Insert(row); }")]
    [InlineData("void M(byte[] raw) => Keep(raw); void Keep(byte[] data) => Db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(data))|] });")]
    [InlineData("void M(byte[] raw, DbCommand c) { c.CommandText = \"INSERT INTO rows (i, content_hash) VALUES (@i, @content_hash)\"; c.Parameters.AddWithValue(\"@i\", 1); c.Parameters.AddWithValue(\"@content_hash\", [|Convert.ToHexString(SHA256.HashData(raw))|]); }")]
    [InlineData("void M(byte[] raw, DbConnection c) => c.Execute(\"insert into rows (content_hash) values (@hash)\", new { ContentHash = [|Convert.ToHexString(SHA256.HashData(raw))|] });")]
    public Task A_hash_whose_data_is_lost_is_found(string members) => Test(In(members)).RunAsync();

    [Theory]
    [InlineData("void M(byte[] raw) => Trail.CreateRow(1, [|Convert.ToHexString(SHA256.HashData(raw))|]);")]
    [InlineData("void M(byte[] raw) { var hash = PayloadHash.Compute(raw); Trail.CreateRow(1, [|hash.ToString()|]); }")]
    [InlineData("Marked M(byte[] raw) => new() { Source = [|Convert.ToHexString(SHA256.HashData(raw))|] };")]
    [InlineData("Marked M(string row) { Process(row); return new Marked { Source = [|Sha256Of(row)|] }; }")]
    [InlineData("void M(string path) { foreach (var line in File.ReadLines(path)) Trail.CreateRow(1, [|Sha256Of(line)|]); }")]
    [InlineData("void M(byte[] raw, IRows rows) => rows.RecordRow(1, [|Convert.ToHexString(SHA256.HashData(raw))|]);")]
    [InlineData("async Task M(byte[] raw, IRows rows) { var order = Parse(raw); await rows.AddAsync(order.Id, contentHash: [|PayloadHash.Compute(raw)|]); }")]
    public Task So_is_one_that_stands_where_marks_want_a_reference(string members) => Test(In(members)).RunAsync();

    [Theory]
    // The data is kept.
    [InlineData("void M(byte[] raw) => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)), Content = raw });")]
    [InlineData("void M(byte[] raw) { var row = new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }; row.Content = raw; Db.Rows.Add(row); }")]
    [InlineData("void M(byte[] raw, string path) { File.WriteAllBytes(path, raw); Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); }")]
    [InlineData("async Task M(byte[] raw, IStore store) { var hash = Convert.ToHexString(SHA256.HashData(raw)); await store.StoreAsync(raw); Db.Rows.Add(new Row { ContentHash = hash }); }")]
    [InlineData("void M(byte[] raw) { Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); Upload(raw); }")]
    [InlineData("void M(byte[] raw) { Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); Elsewhere(raw); }")]
    [InlineData("byte[] M(byte[] raw) { Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); return raw; }")]
    [InlineData("byte[] _last = []; void M(byte[] raw) { _last = raw; Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); }")]
    [InlineData("byte[] _last = []; void M() => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(_last)) });")]
    [InlineData("void M(byte[] raw) { var text = Encoding.UTF8.GetString(raw); Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); Elsewhere(text); }")]
    [InlineData("void M(Order order) { Db.Orders.Add(order); Db.Rows.Add(new Row { ContentHash = Sha256Of(JsonSerializer.Serialize(order)) }); }")]
    [InlineData("void M(Order order) => Db.Rows.Add(new Row { ContentHash = Sha256Of(JsonSerializer.Serialize(order)), Order = order });")]
    [InlineData("void M(byte[] raw) { Elsewhere(raw); Keep(raw); } void Keep(byte[] data) => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(data)) });")]
    [InlineData("async Task M(Stream upload, Stream file) { using var buffer = new MemoryStream(); await upload.CopyToAsync(buffer); Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(buffer.ToArray())) }); buffer.Position = 0; await buffer.CopyToAsync(file); }")]
    [InlineData("void M(byte[] raw) { var parsed = Parse(raw); Db.Orders.Add(parsed); Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); }")]
    [InlineData("void M(byte[] raw, DbCommand c) { c.CommandText = \"INSERT INTO rows (content, content_hash) VALUES (@content, @content_hash)\"; c.Parameters.AddWithValue(\"@content\", raw); c.Parameters.AddWithValue(\"@content_hash\", Convert.ToHexString(SHA256.HashData(raw))); }")]
    [InlineData("void M(byte[] raw, string url, DbConnection c) => c.Execute(\"INSERT INTO rows (content_hash, url) VALUES (@h, @u)\", new { ContentHash = Convert.ToHexString(SHA256.HashData(raw)), Url = url });")]
    [InlineData("void M(byte[] raw, DbConnection c) => c.Execute(\"DELETE FROM rows WHERE content_hash = @ContentHash\", new { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) });")]
    [InlineData("async Task M(IUpload file, Stream kept) { using var stream = file.OpenReadStream(); await file.CopyToAsync(kept); Db.Rows.Add(new Row { Name = file.FileName, ContentHash = Convert.ToHexString(await SHA256.HashDataAsync(stream)) }); }")]
    [InlineData("void M(string actor, string action) => Db.Rows.Add(new Row { Name = actor, ContentHash = Sha256Of($\"{actor}|{action}\") });")]
    [InlineData("void M(Row row) { row.ContentHash = Sha256Of(JsonSerializer.Serialize(row)); Db.Rows.Add(row); }")]
    // It is at rest.
    [InlineData("void M(string path) => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) });")]
    [InlineData("void M(string path) { using var file = File.OpenRead(path); Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(file)) }); }")]
    [InlineData("void M(string path) { using var file = new FileStream(path, FileMode.Open); Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(file)) }); }")]
    [InlineData("void M(string path) => Db.Rows.Add(new Row { ContentHash = HashOfFile(path) });")]
    [InlineData("async Task M(System.Net.Http.HttpClient http) { var page = await http.GetByteArrayAsync(\"\"); Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(page)) }); }")]
    [InlineData("void M(byte[] raw, string path) => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)), BlobPath = path });")]
    // The hash is of something else, or for something else.
    [InlineData("void M(string sourceUrl) => Db.Rows.Add(new Row { ContentHash = Sha256Of(sourceUrl) });")]
    [InlineData("void M(Order order) => Db.Rows.Add(new Row { ContentHash = Sha256Of(order.Name) });")]
    [InlineData("void M(string password) => Db.Rows.Add(new Row { PasswordHash = Sha256Of(password) });")]
    [InlineData("void M(byte[] raw) => Db.Rows.Add(new Row { ETag = Convert.ToHexString(SHA256.HashData(raw)) });")]
    [InlineData("void M(byte[] raw) => Db.Rows.Add(new Row { CacheKeyHash = Convert.ToHexString(SHA256.HashData(raw)) });")]
    [InlineData("void M(byte[] key, byte[] raw) => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(HMACSHA256.HashData(key, raw)) });")]
    [InlineData("void M(string text) => Db.Rows.Add(new Row { ContentHash = text.GetHashCode().ToString() });")]
    [InlineData("void M(byte[] raw) => Db.SeenItems.Add(new SeenItem { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) });")]
    [InlineData("bool M(byte[] raw, Row row) => row.ContentHash == Convert.ToHexString(SHA256.HashData(raw));")]
    [InlineData("Row? M(byte[] raw) { var hash = Convert.ToHexString(SHA256.HashData(raw)); return Db.Rows.Find(hash); }")]
    [InlineData("void M(byte[] raw) => Console.WriteLine(Convert.ToHexString(SHA256.HashData(raw)));")]
    [InlineData("string M(byte[] raw) => Convert.ToHexString(SHA256.HashData(raw));")]
    [InlineData("Row M(byte[] raw) => new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) };")]
    [InlineData("void M(byte[] raw, List<Row> rows) => rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) });")]
    [InlineData("void M() => Db.Rows.Add(new Row { ContentHash = Sha256Of(\"empty\") });")]
    [InlineData("void M(string hash) => Db.Rows.Add(new Row { ContentHash = hash });")]
    public Task A_hash_that_only_looks_like_it_is_no_finding(string members) => Test(In(members)).RunAsync();

    [Theory]
    [InlineData("void M(byte[] raw, IStore store) => Trail.CreateRow(1, store.Store(raw));")]
    [InlineData("void M(byte[] raw, IStore store) { store.Store(raw); Trail.CreateRow(1, Convert.ToHexString(SHA256.HashData(raw))); }")]
    [InlineData("void M(byte[] raw) { Upload(raw); Trail.CreateRow(1, Convert.ToHexString(SHA256.HashData(raw))); }")]
    [InlineData("void M(string path) => Trail.CreateRow(1, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));")]
    [InlineData("bool M(byte[] raw, IStore store) => store.Has(Convert.ToHexString(SHA256.HashData(raw)));")]
    [InlineData("void M(byte[] raw, IRows rows) => rows.Find(Convert.ToHexString(SHA256.HashData(raw)));")]
    [InlineData("void M(byte[] raw, IRows rows) => rows.RecordRow(1, Convert.ToHexString(SHA256.HashData(raw)), raw);")]
    [InlineData("void M(byte[] raw, IRows rows) { Elsewhere(raw); rows.RecordRow(1, Convert.ToHexString(SHA256.HashData(raw))); }")]
    [InlineData("Marked M(Marked row) => row with { Source = row.Source };")]
    public Task Nor_is_one_beside_its_data_where_marks_want_a_reference(string members) => Test(In(members)).RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() => new AnalyzerTest<HashWithoutPayloadAnalyzer>(
        In("void M(byte[] raw) => Db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(raw))|] });"))
    {
        References = StorageSource.Library,
        Messages = ["'ContentHash' records a hash of 'raw', which is stored nowhere: the record proves what was there, and nobody can get it back. Store the data first, and record the reference that the store returned."],
    }.RunAsync();

    [Fact]
    public Task A_projects_own_types_can_be_listed() => new AnalyzerTest<HashWithoutPayloadAnalyzer>(
        """
        interface IBook { void Enter(string source); void Record(string contentHash); }
        class C
        {
            void M(IBook book, byte[] raw) => book.Enter([|System.Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(raw))|]);
            void N(IBook book, byte[] raw) => book.Record([|System.Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(raw))|]);
        }
        """)
    { EditorConfig = "[*.cs]\nguarded.storage_types = IBook\nguarded.payload_reference_members = IBook.Enter(source)\n" }.RunAsync();

    [Theory]
    [InlineData("readonly AppDbContext _db = null!; void M(byte[] raw) => _db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(raw))|] });")]
    [InlineData("readonly AppDbContext _db = null!; void M(byte[] raw) => _db.Add(new Missing { Index = 1, ContentHash = [|Convert.ToHexString(SHA256.HashData(raw))|] });")]
    [InlineData("readonly AppDbContext _db = null!; async Task M(byte[] raw) { var row = new Missing { PayloadSha256 = [|Convert.ToHexString(SHA256.HashData(raw))|] }; await _db.Rows.AddAsync(row); await _db.SaveChangesAsync(); }")]
    [InlineData("readonly IMissingRepository _rows = null!; async Task M(Order order) => await _rows.InsertAsync(new Missing { DataHash = [|Sha256Of(JsonSerializer.Serialize(order))|] });")]
    public Task Types_that_are_missing_are_known_by_their_names(string members) =>
        new AnalyzerTest<HashWithoutPayloadAnalyzer>(In(members)) { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("readonly AppDbContext _db = null!; void M(byte[] raw) => _db.Rows.Add(new Missing { Content = raw, ContentHash = Convert.ToHexString(SHA256.HashData(raw)) });")]
    [InlineData("readonly AppDbContext _db = null!; void M(byte[] raw) { _blobs.Elsewhere(raw); _db.Rows.Add(new Missing { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) }); }")]
    [InlineData("readonly AppDbContext _db = null!; void M() => _db.Rows.Add(new Missing { ContentHash = Sha256Of(_text) });")]
    [InlineData("readonly AppDbContext _db = null!; void M() => _db.Rows.Add(new Missing { ContentHash = Sha256Of(Request.Body) });")]
    [InlineData("readonly Missing _rows = null!; void M(byte[] raw) => _rows.Add(new Missing { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) });")]
    [InlineData("readonly AppDbContext _db = null!; void M(byte[] raw) => _db.Seen.Add(new SeenMessage { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) });")]
    public Task Missing_types_that_only_look_like_it_are_no_finding(string members) =>
        new AnalyzerTest<HashWithoutPayloadAnalyzer>(In(members)) { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    [Fact]
    public Task A_hash_with_an_argument_of_a_missing_type_is_judged_by_what_it_may_mean() =>
        new AnalyzerTest<HashWithoutPayloadAnalyzer>(In("void M(byte[] raw) => Db.Rows.Add(new Row { ContentHash = [|Convert.ToHexString(SHA256.HashData(raw, missing))|], Missing = 1 });")) { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    [Theory]
    [InlineData("void M(Missing raw) => Db.Missing.Add(new Row { ContentHash = Sha256Of(raw) });")]
    [InlineData("void M(byte[] raw) => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(")]
    public Task Half_written_code_is_no_trouble(string members) =>
        new AnalyzerTest<HashWithoutPayloadAnalyzer>(In(members)) { References = StorageSource.Library, MayBeBroken = true }.RunAsync();

    [Fact]
    public Task Test_projects_are_left_alone() => new AnalyzerTest<HashWithoutPayloadAnalyzer>(
        In("void M(byte[] raw) => Db.Rows.Add(new Row { ContentHash = Convert.ToHexString(SHA256.HashData(raw)) });")) { References = StorageSource.Library, Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    private static AnalyzerTest<HashWithoutPayloadAnalyzer> Test(string source) => new(source) { References = StorageSource.Library };

    private static string In(string members) =>
        "using System.Security.Cryptography;\nusing System.Text;\nusing System.Text.Json;\nusing Guarded.Store.Hashing;\nusing Microsoft.EntityFrameworkCore;\n" + StorageSource.Declarations +
        $$"""
        namespace Microsoft.EntityFrameworkCore
        {
            public class DbSet<T> { public void Add(T row) { } public Task AddAsync(T row) => Task.CompletedTask; public T? Find(object key) => default; }
            public class DbContext { public void Add(object row) { } public int SaveChanges() => 0; }
        }

        class Context : DbContext { public DbSet<Row> Rows { get; } = new(); public DbSet<Pair> Pairs { get; } = new(); public DbSet<Order> Orders { get; } = new(); public DbSet<SeenItem> SeenItems { get; } = new(); }

        class Row
        {
            public int Index { get; set; }
            public string? Name { get; set; }
            public string? ContentHash { get; set; }
            public string? PasswordHash { get; set; }
            public string? CacheKeyHash { get; set; }
            public string? ETag { get; set; }
            public string? BlobPath { get; set; }
            public byte[]? Content { get; set; }
            public long DataLength { get; set; }
            public Order? Order { get; set; }
        }

        record Pair(int Index, string DataHash);

        class SeenItem { public string? ContentHash { get; set; } }

        class Order { public int Id { get; set; } public string Name { get; set; } = ""; }

        record Marked { [PayloadReference] public string? Source { get; init; } }

        class AuditTrail { public void CreateRow(int index, [PayloadReference] string source) { } }

        [StorageDependency]
        interface IRows
        {
            void RecordRow(int index, string contentHash, byte[]? data = null);
            Task AddAsync(int index, PayloadHash contentHash);
            object? Find(string contentHash);
        }

        interface IUpload { string FileName { get; } long Length { get; } Stream OpenReadStream(); Task CopyToAsync(Stream target); }

        interface IRowRepository { void Insert(Row row); }

        class RowLedger { public void Append(Pair row) { } }

        class DbParameters { public void AddWithValue(string name, object value) { } }

        class DbCommand { public string CommandText { get; set; } = ""; public DbParameters Parameters { get; } = new(); }

        class DbConnection { public int Execute(string sql, object parameters) => 0; }

        class C
        {
            Context Db { get; } = new();
            AuditTrail Trail { get; } = new();

            static string Sha256Of(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            static string HashOfFile(string path) { using var file = File.OpenRead(path); return Convert.ToHexString(SHA256.HashData(file)); }
            static void Upload(byte[] data) { }
            static void Elsewhere(object data) { }
            static void Process(string row) { }
            static Order Parse(byte[] data) => new();

            {{members}}
        }

        """;
}
