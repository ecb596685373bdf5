using Npgsql;

namespace Guarded.Store.Postgres.Tests;

/// <summary>The server that the tests run against. Without it they skip, and say how to run it.</summary>
internal static class PostgresServer
{
    private const string Setting = "GUARDED_TEST_POSTGRES";

    public static bool IsThere => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Setting));

    public static string ConnectionString
    {
        get
        {
            Skip.IfNot(IsThere, $"{Setting} is not set. Run 'tests/servers/postgres start FOLDER' and source FOLDER/env, or run ./test, which does both.");
            return Environment.GetEnvironmentVariable(Setting)!;
        }
    }

    /// <summary>How it is reached, with something about it changed.</summary>
    public static string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
        change(settings);
        return settings.ConnectionString;
    }
}
