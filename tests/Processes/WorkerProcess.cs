using System.Diagnostics;
using Guarded.Processes.Worker;
using Guarded.Store.Files;

namespace Guarded.Processes.Tests;

/// <summary>A worker in a process of its own, which ends with its test, with its time limit or with its own work.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KilledBySigkill = 128 + 9;

    private readonly Process _process;
    private readonly CancellationTokenSource _limit;
    private readonly Task<string> _errors;
    private readonly TimeSpan _time;

    private WorkerProcess(Process process, TimeSpan time, CancellationToken cancellationToken)
    {
        (_process, _time) = (process, time);
        _limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _limit.CancelAfter(time);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public static WorkerProcess Start(string work, string root, Durability durability, TimeSpan limit, CancellationToken cancellationToken, params string[] arguments)
    {
        var host = Environment.ProcessPath!;
        var assembly = typeof(Sample).Assembly.Location;
        string[] command = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, assembly] : [Path.ChangeExtension(assembly, null)];
        var start = new ProcessStartInfo(command[0], [.. command[1..], work, root, $"{durability}", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A killed process cannot remove the sockets that it opened for debuggers.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new WorkerProcess(Process.Start(start)!, limit, cancellationToken);
    }

    /// <summary>What it says next, or null where it ended.</summary>
    public async Task<string?> ReadLineAsync()
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync(_limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"A worker was stopped: its test ended, or {_time} were over.");
        }
    }

    public async IAsyncEnumerable<string> ReadLinesAsync()
    {
        while (await ReadLineAsync() is { } line)
            yield return line;
    }

    public void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public void TellNoMore() => _process.StandardInput.Close();

    /// <summary>SIGKILL: it does nothing more, not even end.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends a signal, such as TERM, that the process can hear.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(_limit.Token);
    }

    /// <summary>Waits until a worker ends with this exit code.</summary>
    /// <exception cref="WorkerFailedException">It ended with another.</exception>
    public async Task ExitAsync(int expected) => await EndAsync(expected);

    /// <summary>Waits until a worker that was killed is gone.</summary>
    /// <exception cref="WorkerFailedException">It ended before it could be killed.</exception>
    public async Task DieAsync() => await EndAsync(KilledBySigkill);

    /// <summary>Waits until a worker has done its work.</summary>
    /// <exception cref="WorkerFailedException">It failed.</exception>
    public async Task SucceedAsync() => await EndAsync(expected: 0);

    public void Dispose()
    {
        _process.Kill(); // does nothing to one that ended
        _process.Dispose();
        _limit.Dispose();
    }

    private async Task EndAsync(int expected)
    {
        await _process.WaitForExitAsync(_limit.Token);
        if (_process.ExitCode != expected)
            throw new WorkerFailedException(_process.ExitCode, await _errors);
    }
}
