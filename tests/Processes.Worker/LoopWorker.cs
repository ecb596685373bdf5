using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Processes.Worker;

/// <summary>Puts, deletes, verifies, counts and sweeps in an order that its seed gives, until it is killed.</summary>
/// <param name="objects">The store that it shares with others of its kind.</param>
/// <param name="practice">How it works.</param>
/// <param name="random">What gives the order.</param>
/// <param name="slot">Whose payloads are its own: those of the workers that were killed before it.</param>
/// <param name="own">What is known of them.</param>
/// <param name="shared">What is known of the payloads that all workers put.</param>
internal sealed class LoopWorker(FileObjectStore objects, Practice practice, Random random, string slot, Presence[] own, Presence[] shared)
{
    private readonly PayloadStore _payloads = new(objects);

    public async Task RunAsync()
    {
        while (true)
            await NextAsync();
    }

    // What another kind of operation needs is a line here, a method below, and an effect in the test's Expectation.
    private Task NextAsync() => random.Next(20) switch
    {
        < 5 => PutOwnAsync(random.Next(own.Length)),
        < 8 => DeleteOwnAsync(random.Next(own.Length)),
        < 10 => VerifyOwnAsync(random.Next(own.Length)),
        < 12 => PutSharedAsync(random.Next(shared.Length)),
        < 13 => VerifySharedAsync(random.Next(shared.Length)),
        < 15 => PutContendedAsync(random.Next(Sample.Contended)),
        < 16 => VerifyContendedAsync(random.Next(Sample.Contended)),
        < 17 => DeleteContendedAsync(random.Next(Sample.Contended)),
        < 19 => CountAsync(),
        _ => SweepAsync(),
    };

    private async Task PutOwnAsync(int number)
    {
        Said.Intent($"put {number}");
        await PutAsync(new Sample(slot, number));
        own[number] = Presence.Stored;
        Said.Done($"put {number}");
    }

    private async Task DeleteOwnAsync(int number)
    {
        Said.Intent($"delete {number}");
        var result = await objects.DeleteAsync(Sample.KeyOf(new Sample(slot, number).Hash));
        if (own[number] != Presence.Unknown && (result == DeleteResult.Deleted) != (own[number] == Presence.Stored))
            throw new InvalidOperationException($"Own payload {number} was {own[number]}, and its delete said {result}.");
        own[number] = Presence.Absent;
        Said.Done($"delete {number}");
    }

    private Task VerifyOwnAsync(int number) => VerifyAsync($"verify {number}", new Sample(slot, number), own[number]);

    private async Task PutSharedAsync(int number)
    {
        Said.Intent($"put-shared {number}");
        await PutAsync(new Sample(Sample.SharedOwner, number));
        shared[number] = Presence.Stored;
        Said.Done($"put-shared {number}");
    }

    private Task VerifySharedAsync(int number) => VerifyAsync($"verify-shared {number}", new Sample(Sample.SharedOwner, number), shared[number]);

    private async Task PutContendedAsync(int number)
    {
        Said.Intent($"put-contended {number}");
        await PutAsync(new Sample(Sample.ContendedOwner, number));
        Said.Done($"put-contended {number}");
    }

    private Task VerifyContendedAsync(int number) => VerifyAsync($"verify-contended {number}", new Sample(Sample.ContendedOwner, number), Presence.Unknown);

    private async Task DeleteContendedAsync(int number)
    {
        Said.Intent($"delete-contended {number}");
        await objects.DeleteAsync(Sample.KeyOf(new Sample(Sample.ContendedOwner, number).Hash));
        Said.Done($"delete-contended {number}");
    }

    private async Task CountAsync()
    {
        Said.Intent("count");
        Said.Done($"count {await (practice == Practice.CountsBlindly ? Naive.IncrementAsync(objects) : Counter.IncrementAsync(objects))}");
    }

    // Of any age: what tells a live writer's file from a dead one's is the lock on it alone.
    private async Task SweepAsync()
    {
        Said.Intent("sweep");
        var swept = practice == Practice.SweepsTheLiving ? Naive.Sweep(objects) : (await objects.SweepAsync(TimeSpan.Zero)).Removed;
        Said.Done($"sweep {swept}");
    }

    private async Task PutAsync(Sample sample)
    {
        if (practice == Practice.WritesInPlace)
            Naive.PutInPlace(objects, sample);
        else if (practice == Practice.SharesStagingNames)
            Naive.PutUnderSharedStagingName(objects, sample);
        else if (random.Next(2) == 0)
            _ = await _payloads.StoreAsync(sample.Content);
        else
            _ = await _payloads.StoreAsync(new MemoryStream(sample.Content));
    }

    private async Task VerifyAsync(string operation, Sample sample, Presence expected)
    {
        Said.Intent(operation);
        try
        {
            await _payloads.VerifyAsync(sample.Hash);
            if (expected == Presence.Absent)
                throw new InvalidOperationException($"{sample} was deleted, and is there.");
        }
        catch (PayloadNotFoundException) when (expected != Presence.Stored)
        {
            // as it may be
        }
        Said.Done(operation);
    }
}
