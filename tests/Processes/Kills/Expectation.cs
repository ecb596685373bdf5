using Guarded.Processes.Worker;

namespace Guarded.Processes.Tests.Kills;

/// <summary>What has to be in a store, by what its workers announced and what they said to be done.</summary>
internal sealed class Expectation
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Presence[]> _own;
    private readonly Presence[] _shared = new Presence[Sample.Shared];
    private readonly HashSet<long> _counts = [];
    private long _counted;
    private int _countedSince;
    private int _perhapsCountedSince;

    public Expectation(IEnumerable<string> slots)
    {
        _own = slots.ToDictionary(slot => slot, _ => Enumerable.Repeat(Presence.Absent, Sample.Own).ToArray());
        _shared.AsSpan().Fill(Presence.Unknown);
    }

    public IEnumerable<string> Slots => _own.Keys;

    public Presence[] Own(string slot)
    {
        lock (_lock)
            return [.. _own[slot]];
    }

    public Presence[] Shared()
    {
        lock (_lock)
            return [.. _shared];
    }

    /// <summary>An operation returned.</summary>
    public void Done(string slot, Operation operation)
    {
        lock (_lock)
        {
            switch (operation)
            {
                case ("put", var number):
                    _own[slot][number] = Presence.Stored;
                    break;
                case ("delete", var number):
                    _own[slot][number] = Presence.Absent;
                    break;
                case ("put-shared", var number):
                    _shared[number] = Presence.Stored;
                    break;
                case ("count", var value):
                    if (!_counts.Add(value))
                        throw new BrokenPromiseException($"two increments made the counter {value}: one of them is lost");
                    _countedSince++;
                    break;
            }
        }
    }

    /// <summary>A worker was killed in the middle of an operation: nobody knows whether it happened.</summary>
    public void Interrupted(string slot, Operation operation)
    {
        lock (_lock)
        {
            // What a put found stored stays stored, and what a delete found absent stays absent.
            if (operation is ("put", var put) && _own[slot][put] == Presence.Absent)
                _own[slot][put] = Presence.Unknown;
            else if (operation is ("delete", var deleted) && _own[slot][deleted] == Presence.Stored)
                _own[slot][deleted] = Presence.Unknown;
            else if (operation.Verb == "count")
                _perhapsCountedSince++;
        }
    }

    /// <summary>What was found of a payload, now that nobody changes it.</summary>
    public void Found(string slot, int number, Presence presence)
    {
        lock (_lock)
            _own[slot][number] = presence;
    }

    /// <summary>What was found of the counter, now that nobody changes it.</summary>
    public void Found(long count)
    {
        lock (_lock)
        {
            var least = _counted + _countedSince;
            if (count < least || count > least + _perhapsCountedSince)
                throw new BrokenPromiseException($"the counter is {count}; {least} increments were acknowledged, and {_perhapsCountedSince} more were under way when their workers were killed");
            (_counted, _countedSince, _perhapsCountedSince) = (count, 0, 0);
        }
    }
}
