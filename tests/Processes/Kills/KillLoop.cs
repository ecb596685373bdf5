using Guarded.Processes.Worker;

namespace Guarded.Processes.Tests.Kills;

/// <summary>Several workers on one store, killed and replaced again and again, and the store inspected in between.</summary>
internal sealed class KillLoop
{
    private static readonly string[] Slots = ["a", "b", "c", "d"];

    private readonly string _root;
    private readonly int _seed;
    private readonly Expectation _expectation = new(Slots);
    private readonly Lane[] _lanes;
    private int _kills;
    private int _litter;

    public KillLoop(string root, int seed, Practice practice)
    {
        _root = root;
        _seed = seed;
        _lanes = [.. Slots.Select((slot, at) => new Lane(slot, root, practice, new Random(HashCode.Combine(seed, at)), _expectation))];
    }

    /// <summary>Kills so many workers. Every so often all of them are dead, and the store is inspected.</summary>
    /// <exception cref="KillLoopException">A promise is broken, or a worker met an error.</exception>
    public async Task RunAsync(int kills, int inspectEvery)
    {
        try
        {
            while (_kills < kills)
            {
                await KillUntilAsync(Math.Min(kills, _kills + inspectEvery));
                _litter += await Inspection.OfAsync(_root, _expectation);
            }
        }
        catch (Exception exception)
        {
            throw new KillLoopException($"{exception.Message}\nSeed {_seed}, after {_kills} kills. What was said last:\n{string.Join<Lane>('\n', _lanes)}", exception);
        }
    }

    /// <summary>What it did so far.</summary>
    public override string ToString()
    {
        var interrupted = _lanes.SelectMany(lane => lane.Interrupted).GroupBy(verb => verb.Key, (verb, of) => (Verb: verb, Kills: of.Sum(one => one.Value))).ToList();
        return $"{_kills:N0} kills, {interrupted.Sum(verb => verb.Kills):N0} of them within an operation ({string.Join(", ", interrupted.OrderBy(verb => verb.Verb).Select(verb => $"{verb.Verb} {verb.Kills}"))}); "
            + $"{_lanes.Sum(lane => lane.Done):N0} operations done; {_lanes.Sum(lane => lane.Swept) + _litter:N0} staged files of the dead swept";
    }

    private async Task KillUntilAsync(int kills)
    {
        using var stop = new CancellationTokenSource();
        var left = kills - _kills;
        await Task.WhenAll(_lanes.Select(lane => Task.Run(() => RunAsync(lane))));

        async Task RunAsync(Lane lane)
        {
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Decrement(ref left) >= 0)
                {
                    await lane.LiveAndDieAsync(stop.Token);
                    Interlocked.Increment(ref _kills);
                }
            }
            catch when (stop.IsCancellationRequested)
            {
                // stopped by another lane, which says why
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }
}
