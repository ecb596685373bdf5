using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>The converters against a real database.</summary>
public sealed class PostgresTests
{
    private static readonly Sha384Hash One = Sha384Hash.Compute(Known.Abc);
    private static readonly Sha384Hash Two = Sha384Hash.Compute([]);

    [SkippableFact]
    public async Task EF_Core_stores_finds_and_joins_by_hash()
    {
        await using var rows = await StoredAsync();

        Assert.Equal("one", (await rows.Rows.SingleAsync(row => row.Id == One)).Text);
        Assert.Equal(One, (await rows.Rows.SingleAsync(row => row.Parent == One)).Parent);
        Assert.Equal("one", (await rows.Rows.SingleAsync(row => row.Parent == null)).Text);
        Assert.Equal(2, await rows.Rows.CountAsync(row => new[] { One, Two }.Contains(row.Id)));
        Assert.Equal("one", await rows.Rows.Join(rows.Rows, row => row.Parent, row => row.Id, (_, parent) => parent.Text).SingleAsync());
        Assert.Equal("one", (await rows.Rows.FindAsync(One))?.Text);
    }

    [SkippableFact]
    public async Task EF_Core_orders_as_hashes_do()
    {
        await using var rows = await StoredAsync();

        Assert.Equal(new[] { One, Two }.Order(), await rows.Rows.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync());
    }

    [SkippableFact]
    public async Task EF_Core_sees_a_change_and_no_change()
    {
        await using var rows = await StoredAsync();
        var row = await rows.Rows.SingleAsync(row => row.Id == Two);

        row.Parent = Sha384Hash.Parse(One.ToString());
        Assert.Equal(0, await rows.SaveChangesAsync());
        row.Parent = Two;
        Assert.Equal(1, await rows.SaveChangesAsync());
    }

    [SkippableFact]
    public async Task EF_Core_stores_no_default_and_reads_no_other_length()
    {
        await using var rows = await StoredAsync();
        var refused = await Assert.ThrowsAnyAsync<Exception>(() =>
        {
            rows.Add(new Row { Id = Sha384Hash.Compute([1]), Parent = default(Sha384Hash), Text = "default" });
            return rows.SaveChangesAsync();
        });
        Assert.Contains("This Sha384Hash is default", refused.ToString(), StringComparison.Ordinal);

        rows.ChangeTracker.Clear();
        await rows.Database.ExecuteSqlRawAsync("UPDATE \"Rows\" SET \"Parent\" = '\\x0102' WHERE \"Parent\" IS NOT NULL");
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => rows.Rows.ToListAsync());
        Assert.Contains("Sha384Hash takes 48 bytes, but 2 were given", thrown.ToString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Dapper_writes_and_reads_the_same()
    {
        await using var rows = await StoredAsync();
        SqlMapper.AddTypeHandler(new Sha384Hash.DapperTypeHandler());
        await using var connection = new NpgsqlConnection(rows.Database.GetConnectionString());

        Assert.Equal("one", await connection.QuerySingleAsync<string>("SELECT \"Text\" FROM \"Rows\" WHERE \"Id\" = @One", new { One }));
        Assert.Equal(One, await connection.QuerySingleAsync<Sha384Hash>("SELECT \"Parent\" FROM \"Rows\" WHERE \"Id\" = @Two", new { Two }));
    }

    private static async Task<Database> StoredAsync()
    {
        var database = new Database();
        await database.Database.EnsureCreatedAsync();
        database.AddRange(new Row { Id = One, Text = "one" }, new Row { Id = Two, Parent = One, Text = "two" });
        await database.SaveChangesAsync();
        database.ChangeTracker.Clear();
        return database;
    }

    private sealed class Row
    {
        public required Sha384Hash Id { get; init; }

        public Sha384Hash? Parent { get; set; }

        public required string Text { get; init; }
    }

    // Each has a database of its own, which goes with it.
    private sealed class Database : DbContext
    {
        private readonly string _connection = new NpgsqlConnectionStringBuilder(Server) { Database = $"hashes_{Guid.NewGuid():N}" }.ConnectionString;

        public DbSet<Row> Rows => Set<Row>();

        private static string Server
        {
            get
            {
                var server = Environment.GetEnvironmentVariable("GUARDED_TEST_POSTGRES");
                Skip.If(string.IsNullOrEmpty(server), "GUARDED_TEST_POSTGRES is not set. Run 'tests/servers/postgres start FOLDER' and source FOLDER/env, or run ./test, which does both.");
                return server!;
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await Database.EnsureDeletedAsync();
            await base.DisposeAsync();
        }

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql(_connection);

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.Properties<Sha384Hash>().HaveConversion<Sha384Hash.EfValueConverter, Sha384Hash.EfValueComparer>();
    }
}
