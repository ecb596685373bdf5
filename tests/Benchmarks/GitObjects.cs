using System.Diagnostics;

namespace Guarded.Benchmarks;

/// <summary>The same contents in a git repository that flushes everything: the content store that everybody has.</summary>
internal sealed class GitObjects(string root)
{
    private readonly string _repository = Path.Combine(root, "git");
    private readonly string _files = Path.Combine(root, "files");
    private string _paths = "";

    /// <summary>Lays the contents out as files, for git to read.</summary>
    public async Task PrepareAsync(IEnumerable<byte[]> contents)
    {
        if (!Directory.Exists(_repository))
            await RunAsync("", "init", "--quiet", "--bare", _repository);
        Directory.CreateDirectory(_files);
#pragma warning disable GRD1001 // what is lost in a crash is lost with the benchmark
        _paths = string.Join('\n', contents.Select((content, at) =>
        {
            var path = Path.Combine(_files, $"{at}");
            File.WriteAllBytes(path, content);
            return path;
        }));
#pragma warning restore GRD1001
    }

    /// <summary>Stores them in one process, so that its start is paid once.</summary>
    public Task StoreAsync() =>
        RunAsync(_paths, "--git-dir", _repository, "-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync", "hash-object", "-w", "--stdin-paths");

    private static async Task RunAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEndAsync(limit.Token);
        if (input.Length > 0)
            await git.StandardInput.WriteLineAsync(input);
        git.StandardInput.Close();
        await output;
        await git.WaitForExitAsync(limit.Token);
        if (git.ExitCode != 0)
            throw new InvalidOperationException($"git ended with {git.ExitCode}.");
    }
}
