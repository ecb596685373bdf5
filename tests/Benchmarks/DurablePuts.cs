using System.Security.Cryptography;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Benchmarks;

/// <summary>Durable puts of 4 KiB by so many writers at once.</summary>
internal sealed class DurablePuts(string root, int writers, int putsARound)
{
    private const int Size = 4096;

    private readonly PayloadStore _payloads = new(FileObjectStore.OpenOrCreate(Path.Combine(root, "guarded")));
    private readonly BareFolder _bare = new(Path.Combine(root, "bare"));
    private readonly GitObjects _git = new(root);
    private readonly byte[][] _contents = [.. Enumerable.Range(0, putsARound).Select(_ => new byte[Size])];

    public Comparison Comparison() => new(
        $"durable puts of 4 KiB, {writers} writer(s), {putsARound} a round", putsARound, "a second",
        new Contender("PayloadStore.StoreAsync", PrepareAsync, GuardedAsync),
        new Contender("open, write, fsync, link, fsync of the folder", PrepareAsync, BareAsync),
        new Contender("git hash-object -w, core.fsync=all", PrepareGitAsync, _git.StoreAsync));

    private Task PrepareAsync()
    {
        foreach (var content in _contents)
            RandomNumberGenerator.Fill(content);
        return Task.CompletedTask;
    }

    private async Task PrepareGitAsync()
    {
        await PrepareAsync();
        await _git.PrepareAsync(_contents);
    }

    private async Task GuardedAsync()
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var at && at < putsARound)
                _ = await _payloads.StoreAsync(_contents[at]);
        })));
    }

    private Task BareAsync()
    {
        var next = -1;
        var threads = Enumerable.Range(0, writers).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var at && at < putsARound)
                _bare.Put(_contents[at]);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Task.CompletedTask;
    }
}
