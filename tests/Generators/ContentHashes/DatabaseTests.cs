using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class DatabaseTests
{
    private static readonly Sha384Hash Hash = Sha384Hash.Compute(Known.Abc);

    [Fact]
    public void EF_Core_keeps_the_bytes()
    {
        var converter = new Sha384Hash.EfValueConverter();
        var bytes = Assert.IsType<byte[]>(converter.ConvertToProvider(Hash));

        Assert.Equal(Convert.FromHexString(Hash.ToString()), bytes);
        Assert.Equal(Hash, converter.ConvertFromProvider(bytes));
        Assert.Equal((typeof(Sha384Hash), typeof(byte[]), 48), (converter.ModelClrType, converter.ProviderClrType, converter.MappingHints?.Size));
        Assert.Null(converter.ConvertToProvider(null));
        Assert.Null(converter.ConvertFromProvider(null));
    }

    [Fact]
    public void EF_Core_gets_no_default_and_takes_no_other_length()
    {
        var converter = new Sha384Hash.EfValueConverter();

        Assert.Throws<InvalidOperationException>(() => converter.ConvertToProvider(default(Sha384Hash)));
        Assert.Throws<ArgumentException>(() => converter.ConvertFromProvider(new byte[32]));
    }

    [Fact]
    public void EF_Core_compares_by_value()
    {
        var comparer = new Sha384Hash.EfValueComparer();

        Assert.True(comparer.Equals(Hash, Sha384Hash.Parse(Hash.ToString())));
        Assert.False(comparer.Equals(Hash, default(Sha384Hash)));
        Assert.Equal(Hash.GetHashCode(), comparer.GetHashCode(Hash));
        Assert.Equal(Hash, comparer.Snapshot(Hash));
    }

    [Fact]
    public void An_EF_Core_model_is_built_with_them()
    {
        var builder = new ModelBuilder(new ConventionSet());
        builder.Entity<Row>(row =>
        {
            row.HasKey(entity => entity.Id);
            row.Property(entity => entity.Id).HasConversion<Sha384Hash.EfValueConverter, Sha384Hash.EfValueComparer>();
            row.Property(entity => entity.Parent).HasConversion<Sha384Hash.EfValueConverter, Sha384Hash.EfValueComparer>();
        });
        var entity = builder.FinalizeModel().FindEntityType(typeof(Row))!;

        foreach (var name in (string[])[nameof(Row.Id), nameof(Row.Parent)])
        {
            Assert.IsType<Sha384Hash.EfValueConverter>(entity.FindProperty(name)!.GetValueConverter());
            Assert.Equal(typeof(byte[]), entity.FindProperty(name)!.GetValueConverter()!.ProviderClrType);
        }
    }

    [Fact]
    public void Dapper_writes_bytes_and_reads_bytes_and_text()
    {
        using var database = Open();
        database.Execute("INSERT INTO rows VALUES (@Id, @Parent)", new Row { Id = Hash, Parent = null });
        database.Execute("INSERT INTO rows VALUES (@Id, @Parent)", new { Id = $"sha384:{Hash}", Parent = (Sha384Hash?)Hash });

        Assert.Equal(["blob", "text"], database.Query<string>("SELECT typeof(Id) FROM rows ORDER BY rowid"));
        var rows = database.Query<Row>("SELECT Id, Parent FROM rows ORDER BY rowid").ToList();
        Assert.Equal([Hash, Hash], rows.Select(row => row.Id));
        Assert.Equal([null, Hash], rows.Select(row => row.Parent));
        Assert.Equal(1, database.ExecuteScalar<int>("SELECT COUNT(*) FROM rows WHERE Id = @Hash", new { Hash }));
    }

    [Fact]
    public void Dapper_gets_no_default_and_takes_nothing_else()
    {
        using var database = Open();
        var handler = new Sha384Hash.DapperTypeHandler();

        Assert.Throws<InvalidOperationException>(() => database.Execute("INSERT INTO rows VALUES (@Id, NULL)", new Row { Id = default }));
        Assert.Equal("Sha384Hash is read from bytes or text, but this is System.Int32.", Assert.Throws<InvalidCastException>(() => handler.Parse(12)).Message);
        Assert.Throws<FormatException>(() => handler.Parse("abc"));
        Assert.Throws<ArgumentException>(() => handler.Parse(new byte[32]));
        Assert.Throws<ArgumentNullException>(() => handler.SetValue(null!, Hash));
    }

    private static SqliteConnection Open()
    {
        SQLitePCL.Batteries_V2.Init();
        SqlMapper.AddTypeHandler(new Sha384Hash.DapperTypeHandler());
        var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        database.Execute("CREATE TABLE rows (Id, Parent)");
        return database;
    }

    private sealed class Row
    {
        public required Sha384Hash Id { get; init; }

        public Sha384Hash? Parent { get; init; }
    }
}
