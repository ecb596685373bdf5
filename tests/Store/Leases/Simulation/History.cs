using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>
/// Some processes that share leases for a while, with what befalls them, and afterwards one that must be able to have each lease.
/// All of it follows from the seed.
/// </summary>
internal sealed class History
{
    private static readonly LeaseOptions Options = new() { TimeToLive = TimeSpan.FromSeconds(2), ReleaseBound = TimeSpan.FromSeconds(1) };
    private static readonly ObjectKey UnreadableItem = ObjectKey.Parse("leases/tree/items/unreadable.lease");
    private static readonly LeaseName Single = LeaseName.Parse("single");
    private static readonly string[] Items = ["0", "1"];

    private readonly World _world;
    private readonly Server _server;
    private readonly Mutation _mutation;
    private readonly Dictionary<Participant, Lease> _held = [];
    private readonly HashSet<(string, EpochToken)> _epochs = [];
    private readonly List<Participant> _participants = [];
    private readonly bool _isTree;
    private readonly bool _isFaulty;
    private readonly bool _hasClockTrouble;
    private readonly bool _hasForce;
    private readonly bool _hasUnreadable;
    private readonly int _processes;
    private bool _isOver;

    public History(int seed, Mutation mutation = Mutation.None)
    {
        _world = new World(seed);
        _mutation = mutation;
        var hasSwap = mutation is not Mutation.None || _world.Chance(0.5);
        _server = new Server(_world, hasSwap ? ObjectStoreCapabilities.CompareAndSwap : ObjectStoreCapabilities.None);
        _processes = _world.Random.Next(2, 4);
        _isTree = _world.Chance(0.5);
        _isFaulty = _world.Chance(0.7);
        _hasClockTrouble = _world.Chance(0.3);
        _hasForce = _world.Chance(0.1);
        _hasUnreadable = _isTree && hasSwap && _world.Chance(0.1);
    }

    public int Acquisitions { get; private set; }

    public int Commits { get; private set; }

    public Incidents Incidents => _world.Incidents;

    public int Events => _world.Events;

    /// <inheritdoc cref="World.Trace"/>
    public long Trace => _world.Trace;

    /// <summary>What must not happen and did, or null.</summary>
    public string? Run()
    {
        VirtualClock.StayOnThisThread();
        if (_hasUnreadable)
            _server.Put(UnreadableItem, "of another version"u8.ToArray(), PutCondition.IfAbsent, by: null);
        for (var process = 0; process < _processes; process++)
            Start(isDeleter: _isTree && process == 0);
        _world.RunFor(TimeSpan.FromSeconds(5));
        if (_world.Violation is null)
            RequireThatEachLeaseCanBeHad();
        return _world.Violation;
    }

    private void Start(bool isDeleter)
    {
        if (_isOver)
            return;
        var participant = NewParticipant();
        _world.After(_world.Between(0, 0.5), participant, () => _ = LiveAsync(participant, isDeleter));
        if (_world.Chance(0.4))
            _world.After(_world.Between(0, 4), who: null, () => Crash(participant, isDeleter));
        if (_world.Chance(0.6))
            _world.After(_world.Between(0, 4), participant, () => Pause(participant, _world.Between(0, 6)));
        if (_hasClockTrouble)
            _world.After(_world.Between(0, 4), who: null, () => Disturb(participant));
    }

    private Participant NewParticipant()
    {
        var participant = new Participant(_world, _participants.Count + 1);
        _participants.Add(participant);
        return participant;
    }

    private void Crash(Participant participant, bool isDeleter)
    {
        participant.Crash();
        if (_held.Remove(participant))
            _world.Incidents |= Incidents.Crash;
        _world.After(_world.Between(0, 2), who: null, () => Start(isDeleter));
    }

    private void Pause(Participant participant, long ticks)
    {
        participant.Pause(ticks);
        if (_held.ContainsKey(participant) && ticks > Options.TimeToLive.Ticks)
            _world.Incidents |= Incidents.LongPause;
    }

    private void Disturb(Participant participant)
    {
        if (_world.Chance(0.5))
            participant.SetClock(leap: _world.Between(0, 10), rate: _world.Random.NextDouble() * 3);
        else
            participant.SetClock(leap: 0, rate: 0);
        _world.After(_world.Between(0, 4), who: null, () => participant.SetClock(leap: 0, rate: 1));
    }

    private async Task LiveAsync(Participant participant, bool isDeleter)
    {
        try
        {
            var objects = new SimulatedObjects(_world, participant, _server, _isFaulty, _mutation);
            var leases = new LeaseManager(objects, Options, participant, participant.Identity);
            var tree = new LeasedTree(leases, "tree");
            while (true)
            {
                if (_hasForce && _world.Chance(0.2))
                    await ForceAsync(leases).ConfigureAwait(false);
                await WorkAsync(participant, objects, leases, tree, isDeleter).ConfigureAwait(false);
                await participant.SleepAsync(_world.Between(0, 1)).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            _world.Violate($"an error that nobody expects: {exception}");
        }
    }

    private async Task WorkAsync(Participant participant, SimulatedObjects objects, LeaseManager leases, LeasedTree tree, bool isDeleter)
    {
        var item = Items[_world.Random.Next(Items.Length)];
        var wait = TimeSpan.FromTicks(_world.Between(0, 4));
        var hasToDrain = isDeleter && _held.Count > 0;
        try
        {
            var lease = !_isTree ? await leases.AcquireAsync(Single, "count", wait).ConfigureAwait(false)
                : isDeleter ? await tree.AcquireStructureAsync("clear", wait).ConfigureAwait(false)
                : await tree.AcquireItemAsync(item, "count", wait).ConfigureAwait(false);
            Had(participant, lease, isDeleter);
            if (hasToDrain)
                _world.Incidents |= Incidents.Drain;
            try
            {
                if (isDeleter)
                    await ClearAsync(objects, lease).ConfigureAwait(false);
                else
                    await CountAsync(participant, Counter(objects, _isTree ? item : "single"), lease).ConfigureAwait(false);
            }
            finally
            {
                _held.Remove(participant);
                await lease.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (StaleEpochException)
        {
            _world.Incidents |= Incidents.Refusal;
        }
        catch (Exception exception) when (exception is LeaseUnavailableException or LeaseLostException or IOException)
        {
        }
    }

    private async Task CountAsync(Participant participant, FencedPointer counter, Lease lease)
    {
        var count = Server.CountIn(await counter.TakeAsync(lease.Epoch).ConfigureAwait(false));
        await participant.SleepAsync(_world.Chance(0.2) ? _world.Between(0, 4) : _world.Between(0, 0.3)).ConfigureAwait(false);
        // Whether the lease is still held is not asked here: the fence alone has to tell.
        await counter.CommitAsync(lease.Epoch, BitConverter.GetBytes(count + 1)).ConfigureAwait(false);
        Commits++;
    }

    private static async Task ClearAsync(SimulatedObjects objects, Lease lease)
    {
        foreach (var item in Items)
        {
            var counter = Counter(objects, item);
            await counter.TakeAsync(lease.Epoch).ConfigureAwait(false);
            await counter.ClearAsync(lease.Epoch).ConfigureAwait(false);
        }
    }

    private static async Task ForceAsync(LeaseManager leases)
    {
        try
        {
            if (await leases.InspectAsync(Single).ConfigureAwait(false) is { } shown)
                await leases.ForceReleaseAsync(shown).ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }

    private void Had(Participant participant, Lease lease, bool isDeleter)
    {
        Acquisitions++;
        if (!_epochs.Add((lease.Name.ToString(), lease.Epoch)))
            _world.Violate($"two holders of '{lease.Name}' in epoch {lease.Epoch}");
        if (isDeleter && _hasUnreadable)
            _world.Violate("the structure was had, though an item cannot be read");
        // What clocks cannot tell, or a user overrules, only the fences hold.
        if (!_hasClockTrouble && !_hasForce)
            foreach (var (other, held) in _held)
                if (other != participant && other.IsAlive && held.IsHeld && lease.IsHeld && (held.Name.Equals(lease.Name) || held.Epoch.Own == 0 || lease.Epoch.Own == 0))
                    _world.Violate($"'{lease.Name}' of epoch {lease.Epoch} is had while '{held.Name}' of epoch {held.Epoch} is held");
        _held[participant] = lease;
    }

    private void RequireThatEachLeaseCanBeHad()
    {
        _isOver = true;
        foreach (var participant in _participants)
            participant.Crash();
        var having = HaveEachAsync(NewParticipant());
        _world.RunFor(TimeSpan.FromSeconds(40));
        if (having.IsFaulted || !having.IsCompleted)
            _world.Violate($"a lease that nobody can have any more (swap {_server.Capabilities}, force {_hasForce}, clocks {_hasClockTrouble}, unreadable {_hasUnreadable}): {having.Exception?.InnerException?.Message ?? "it is still waited for"}");
    }

    private async Task HaveEachAsync(Participant participant)
    {
        var objects = new SimulatedObjects(_world, participant, _server, isFaulty: false, Mutation.None);
        var leases = new LeaseManager(objects, Options, participant, participant.Identity);
        var tree = new LeasedTree(leases, "tree");
        var enough = TimeSpan.FromSeconds(15);
        if (!_isTree)
        {
            await HaveAsync(leases.AcquireAsync(Single, "last", enough)).ConfigureAwait(false);
            return;
        }
        if (!_hasUnreadable)
            await HaveAsync(tree.AcquireStructureAsync("last", enough)).ConfigureAwait(false);
        foreach (var item in Items)
            await HaveAsync(tree.AcquireItemAsync(item, "last", enough)).ConfigureAwait(false);
    }

    private static async Task HaveAsync(ValueTask<Lease> acquisition)
    {
        await using ((await acquisition.ConfigureAwait(false)).ConfigureAwait(false))
        {
        }
    }

    private static FencedPointer Counter(IObjectStore objects, string item) => new(objects, ObjectKey.Parse($"counters/{item}"));
}
