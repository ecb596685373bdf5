using System.Runtime.CompilerServices;
using Guarded.Store.Leases;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Leases.Simulation;

/// <summary>
/// A participant's way to the server: requests are lost, applied though the answer is lost, or applied long after they were given
/// up. Mutations of the protocol are made here, by doing something else than was asked.
/// </summary>
internal sealed class SimulatedObjects(World world, Participant participant, Server server, bool isFaulty, Mutation mutation) : IObjectStore
{
    private bool _hasItem;
    private bool _hasStructure;
    private EpochToken _written;

    public ObjectStoreCapabilities Capabilities => server.Capabilities;

    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default) => new(new Staged(this));

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) =>
        new(CallAsync(() => Open(key)));

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default) =>
        new(CallAsync(() => server.Delete(key), isWrite: true));

    public async IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (mutation == Mutation.DeleterDoesNotDrainAgain && _hasStructure && prefix.EndsWith("/items/", StringComparison.Ordinal))
            yield break;
        const int pageLength = 3;
        for (var last = after?.ToString() ?? ""; ;)
        {
            var page = await CallAsync(() => server.Page(prefix, last, pageLength)).ConfigureAwait(false);
            foreach (var info in page)
                if (mutation != Mutation.SkipUnreadable || LeaseFormat.Read(server.Find(info.Key)?.Content).Fault is null)
                    yield return info;
            if (page.Count < pageLength)
                yield break;
            last = page[^1].Key.ToString();
        }
    }

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private ObjectContent? Open(ObjectKey key)
    {
        if (server.Find(key) is not var (info, content))
            return null;
        if (mutation == Mutation.WriterDoesNotLookAgain && _hasItem && IsStructure(key))
            content = LeaseFormat.Write(new LeaseRecord(LeaseFormat.Read(content).Epoch));
        if (mutation == Mutation.FenceIsNotChecked && !IsLease(key) && FencedFormat.Read(key, content) is var fenced && fenced.Epoch > _written)
            content = FencedFormat.Write(fenced with { Epoch = _written });
        return new ObjectContent(info with { Length = content.Length }, new MemoryStream(content, writable: false));
    }

    private ValueTask<PutResult> CommitAsync(ObjectKey key, byte[] content, PutCondition condition) => mutation == Mutation.None
        ? new(CallAsync(() => server.Put(key, content, condition, participant.Identity.Holder), isWrite: true))
        : MutateAsync(key, content, condition);

    private async ValueTask<PutResult> MutateAsync(ObjectKey key, byte[] content, PutCondition condition)
    {
        var record = IsLease(key) ? LeaseFormat.Read(content) : null;
        if (mutation == Mutation.RenewWithoutCondition && record?.Held is { } renewed && renewed.Renewed != renewed.Acquired)
            condition = PutCondition.Any;
        if (mutation == Mutation.TakeOverWithoutCondition && record?.Held is { } taken && taken.Renewed == taken.Acquired)
            condition = PutCondition.Any;
        var stored = mutation == Mutation.DeleteOnRelease && record is { IsFree: true }
            ? await CallAsync(() => server.DeleteIf(key, condition) ? new PutResult(new ObjectVersion("gone")) : new PutResult(null), isWrite: true).ConfigureAwait(false)
            : await CallAsync(() => server.Put(key, content, condition, participant.Identity.Holder), isWrite: true).ConfigureAwait(false);
        if (stored.IsStored && record is not null)
        {
            if (IsStructure(key))
                _hasStructure = record.Held?.Holder == participant.Identity.Holder;
            else
                _hasItem = record.Held?.Holder == participant.Identity.Holder;
        }
        if (stored.IsStored && record is null)
            _written = FencedFormat.Read(key, content).Epoch;
        return stored;
    }

    private static bool IsLease(ObjectKey key) => key.ToString().StartsWith(LeaseName.Folder, StringComparison.Ordinal);

    private static bool IsStructure(ObjectKey key) => key.ToString().Contains("/structure.lease", StringComparison.Ordinal);

    private Task<T> CallAsync<T>(Func<T> apply, bool isWrite = false)
    {
        var answer = new TaskCompletionSource<T>();
        var fate = isFaulty ? world.Random.NextDouble() : 1;
        var (there, back) = (Latency(), Latency());
        if (fate < 0.012)
            world.After(there + back, participant, Fail); // the request was lost; of a read, or its answer
        else if (fate < 0.042 && isWrite)
        {
            world.After(there, who: null, () => Apply(Incidents.LostAnswer));
            world.After(there + back, participant, Fail);
        }
        else if (fate < 0.06 && isWrite)
        {
            world.After(there, participant, Fail); // it is under way for long
            world.After(there + world.Between(0, 5), who: null, () => Apply(Incidents.LateWrite));
        }
        else
            world.After(there, who: null, () =>
            {
                var result = apply();
                world.After(back, participant, () => answer.SetResult(result));
            });
        return answer.Task;

        void Apply(Incidents unnoticed)
        {
            if (apply() is PutResult { IsStored: true })
                world.Incidents |= unnoticed;
        }

        void Fail() => answer.SetException(new IOException("no answer"));
    }

    private long Latency() => isFaulty && world.Chance(0.02) ? world.Between(0, 1) : world.Between(0.001, 0.02);

    private sealed class Staged(SimulatedObjects objects) : StagedObject
    {
        private readonly MemoryStream _content = new();

        public override Stream Content => _content;

        public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default) =>
            objects.CommitAsync(key, _content.Length == _content.Capacity ? _content.GetBuffer() : _content.ToArray(), condition);

        public override ValueTask DisposeAsync() => default;
    }
}
