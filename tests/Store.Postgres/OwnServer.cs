using System.Diagnostics;

namespace Guarded.Store.Postgres.Tests;

/// <summary>A server that a test may end and start again, which others' tests would not survive. It goes with its tests.</summary>
public sealed class OwnServer : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"guarded-postgres-{Guid.NewGuid():N}");
    private bool _isStarted;

    /// <summary>How it is reached; it is started where it was not.</summary>
    public async Task<string> StartAsync()
    {
        // It comes from where the tests' own server comes from.
        _ = PostgresServer.ConnectionString;
        if (!_isStarted)
            await AskAsync("start");
        _isStarted = true;
        var settings = await File.ReadAllTextAsync(Path.Combine(_folder, "env"));
        return settings.Split('\'')[1];
    }

    /// <summary>Ends it as a crash does.</summary>
    public Task HaltAsync() => AskAsync("halt");

    /// <summary>Ends it as a crash does, if it runs, and starts it again.</summary>
    public Task RestartAsync(params string[] settings) => AskAsync("restart", settings);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _isStarted ? AskAsync("stop") : Task.CompletedTask;

    private async Task AskAsync(string what, params string[] settings)
    {
        // What it starts must not hold an end of our pipe open.
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository(AppContext.BaseDirectory), "tests", "servers", "postgres"), [what, _folder, .. settings]))!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'tests/servers/postgres {what}' failed; it says why on its error output.");
    }

    private static string Repository(string folder) => File.Exists(Path.Combine(folder, "Guarded.sln"))
        ? folder
        : Repository(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside their repository: no folder above has Guarded.sln."));
}
