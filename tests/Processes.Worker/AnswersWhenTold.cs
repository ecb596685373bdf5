using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>A store that becomes slow: it says that it was asked for a write or a delete, and does it when it is told a line.</summary>
internal sealed class AnswersWhenTold(IObjectStore inner) : IObjectStore
{
    private volatile bool _isSlow;

    public ObjectStoreCapabilities Capabilities => inner.Capabilities;

    public void BecomeSlow() => _isSlow = true;

    public async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        await AnswerAsync();
        return await inner.StageAsync(cancellationToken);
    }

    public ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default) => inner.GetAsync(key, range, cancellationToken);

    public ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default) => inner.HeadAsync(key, cancellationToken);

    public async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        await AnswerAsync();
        return await inner.DeleteAsync(key, ifMatch, cancellationToken);
    }

    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default) => inner.ListAsync(prefix, after, cancellationToken);

    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default) => inner.ListForeignAsync(prefix, cancellationToken);

    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) => inner.SweepAsync(minimumAge, cancellationToken);

    private async Task AnswerAsync()
    {
        if (!_isSlow)
            return;
        Said.Line("asked");
        await Task.Run(Console.In.ReadLine); // the console reads on the thread that asks
    }
}
