using System.Diagnostics;
using System.Globalization;
using Guarded.Store.Ledger;

namespace Guarded.Store.Postgres.Tests;

public sealed class KilledProcessTests : LedgerTest
{
    [SkippableFact]
    public async Task A_run_whose_process_is_killed_is_free_to_be_taken_up()
    {
        var ledger = await OpenAsync();
        using var process = StartWorker();
        try
        {
            var said = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            var run = new RunId(long.Parse(said, CultureInfo.InvariantCulture));
            Assert.True(await ledger.IsHeldAsync(run));
            await ThrowsAsync<RunHeldException>(async () => await ledger.ResumeRunAsync(run), $"process {process.Id}");

            process.Kill();
            await process.WaitForExitAsync();
            await Schema.UntilAsync("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 'run'::regclass)");
            Assert.False(await ledger.IsHeldAsync(run));
            Assert.Equal(2, (await ledger.ResumeRunAsync(run)).Session);
            await ledger.EndRunAsync(run, RunStatus.Completed);
        }
        finally
        {
            process.Kill(); // does nothing to one that ended
        }
    }

    private Process StartWorker()
    {
        var host = Environment.ProcessPath!;
        var assembly = typeof(KilledProcessTests).Assembly.Location;
        string[] command = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, assembly] : ["dotnet", assembly];
        var start = new ProcessStartInfo(command[0], [.. command[1..], PostgresServer.ConnectionString, Schema.Name])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A killed process cannot remove the sockets that it opened for debuggers.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }
}
