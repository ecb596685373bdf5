using Guarded.Store.Leases.Cells;

namespace Guarded.Store.Leases;

/// <summary>
/// A lease that is held. It renews itself until it is released or lost. Release it on every path (<c>await using</c>), watch
/// <see cref="Lost"/> in what takes long, and have what must not be written twice refuse an older <see cref="Epoch"/>.
/// </summary>
/// <remarks>
/// It counts as lost while others still wait for its time to live to pass, so on clocks that run alike no two hold it at once.
/// A process that was stopped may find out late: so its commits are fenced. Once lost, it is never renewed.
/// </remarks>
public sealed class Lease : IAsyncDisposable
{
    private readonly LeaseRecords _records;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private readonly LeaseProcess _process;
    private readonly Lock _changing = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Pulse _pulse;
    private readonly Lazy<Task> _release;
    private readonly ITimer _expiry;
    private readonly Task _renewals;

    private LeaseRecord _record;
    private CellState _state;
    private long _sent;
    private Loss? _loss;
    private bool _beginsAnew;

    internal Lease(LeaseRecords records, LeaseOptions options, TimeProvider time, LeaseProcess process, LeaseName name, LeaseRecord record, CellState state, long sent)
    {
        (_records, _options, _time, _process) = (records, options, time, process);
        (Name, _record, _state, _sent) = (name, record, state, sent);
        Epoch = new EpochToken(structure: 0, record.Epoch);
        _release = new Lazy<Task>(EndAsync);
        _pulse = new Pulse(time);
        _expiry = time.CreateTimer(static lease => ((Lease)lease!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _renewals = RenewAsync();
        Expire();
    }

    /// <summary>The lease.</summary>
    public LeaseName Name { get; }

    /// <summary>This process.</summary>
    public LeaseHolder Holder => Holding.Holder;

    /// <summary>What it is held for.</summary>
    public string Purpose => Holding.Purpose;

    /// <summary>Which of all the times that this lease was had this is, for resources that refuse an older one.</summary>
    public EpochToken Epoch { get; internal set; }

    /// <summary>Cancelled when the lease is lost: taken by others, released by force, or not renewed in time. A release does not cancel it.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether it is held: neither lost nor released. Only a fenced commit can rely on it beyond this moment.</summary>
    public bool IsHeld => Remaining > TimeSpan.Zero;

    /// <summary>How long it is held without another renewal; zero where it is lost or released.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_changing)
                return _loss is not null || _release.IsValueCreated || UnrenewedFor >= _options.Reliance ? TimeSpan.Zero : _options.Reliance - UnrenewedFor;
        }
    }

    internal UInt128 Id => Holding.Id;

    private Holding Holding => _record.Held!;

    private TimeSpan UnrenewedFor => _time.GetElapsedTime(_sent);

    /// <summary>Goes on only where the lease is not lost.</summary>
    /// <exception cref="LeaseLostException">It is lost.</exception>
    public void ThrowIfLost()
    {
        if (LossByNow() is { } loss)
            throw loss.Of(Name);
    }

    /// <summary>
    /// Ends the renewals, waits for the one under way, and lets others have the lease. It takes
    /// <see cref="LeaseOptions.ReleaseBound"/> at most. May be called again: all calls wait for the one release.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait. The release goes on.</param>
    /// <exception cref="LeaseLostException">The lease was lost before. Nothing of another holder was touched.</exception>
    /// <exception cref="LeaseException">The release could not be confirmed. The lease ends with its time to live.</exception>
    public async ValueTask ReleaseAsync(CancellationToken cancellationToken = default) =>
        await _release.Value.WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Releases as <see cref="ReleaseAsync"/> does, and throws nothing, so that it hides no exception of what was done under the
    /// lease: one that could not be released ends with its time to live. Call <see cref="ReleaseAsync"/> to be told.
    /// </summary>
    public async ValueTask DisposeAsync() => await ((Task)_release.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Releases the structure of a tree, and begins the records of its items anew with that. Gives their generation.</summary>
    /// <inheritdoc cref="ReleaseAsync"/>
    internal async ValueTask<long> ReleaseAnewAsync(CancellationToken cancellationToken)
    {
        _beginsAnew = true;
        await ReleaseAsync(cancellationToken).ConfigureAwait(false);
        return _record.Epoch;
    }

    private LeaseRecord Released => _record with { Held = null, Generation = _beginsAnew ? _record.Epoch : _record.Generation };

    private async Task EndAsync()
    {
        var loss = LossByNow();
        using var bound = new CancellationTokenSource(_options.ReleaseBound, _time);
        try
        {
            _pulse.Stop();
            await _renewals.WaitAsync(bound.Token).ConfigureAwait(false);
            var isOurs = await FreeAsync(bound.Token).AsTask().WaitAsync(bound.Token).ConfigureAwait(false);
            loss ??= isOurs ? null : new Loss("another holder has it");
        }
        catch (OperationCanceledException exception) when (bound.IsCancellationRequested)
        {
            throw new LeaseException($"The store did not answer within {_options.ReleaseBound.TotalSeconds:0.###} seconds that the lease '{Name}' is released. {EndsByItself}", exception);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, CancellationToken.None))
        {
            throw new LeaseException($"The lease '{Name}' could not be released: {exception.Message} {EndsByItself}", exception);
        }
        finally
        {
            _pulse.Dispose();
            await _expiry.DisposeAsync().ConfigureAwait(false);
            _process.Remove(this);
        }
        if (loss is not null)
            throw loss.Of(Name);
    }

    private string EndsByItself => $"Others have it when it was unchanged for {_options.TimeToLive.TotalSeconds:0.###} seconds.";

    // Also of a lease that is lost: where it is still written as ours, nobody has to wait for it. False where it is another's.
    private async ValueTask<bool> FreeAsync(CancellationToken cancellationToken)
    {
        while (await _records.SwapAsync(_state, Released, cancellationToken).ConfigureAwait(false) is null)
        {
            var tried = _state;
            if (!await TryCatchUpAsync(cancellationToken).ConfigureAwait(false))
                return false;
            if (_state.Version == tried.Version)
                throw LeaseRecords.Refused(Name);
        }
        return true;
    }

    private async Task RenewAsync()
    {
        var pause = _options.Heartbeat;
        while (true)
        {
            await _pulse.PauseAsync(pause).ConfigureAwait(false);
            if (_pulse.IsStopped || LossByNow() is not null)
                return;
            try
            {
                pause = await TryRenewAsync().ConfigureAwait(false) ? _options.Heartbeat : TimeSpan.Zero; // at once, by the state that is there
            }
            catch (Exception exception) when (StoreFailure.Is(exception, CancellationToken.None))
            {
                pause = _options.Heartbeat / 4; // the store may come back before the lease is lost
            }
            catch (Exception exception)
            {
                Lose(new Loss(exception.Message, exception));
            }
        }
    }

    // False where it is to be tried again.
    private async ValueTask<bool> TryRenewAsync()
    {
        var sent = _time.GetTimestamp();
        var renewed = _record with { Held = Holding with { Renewed = _time.GetUtcNow() } };
        if (await _records.SwapAsync(_state, renewed, CancellationToken.None).ConfigureAwait(false) is { } state)
        {
            (_state, _record) = (state, renewed);
            lock (_changing)
                _sent = _loss is null ? sent : _sent;
            return true;
        }
        var tried = _state;
        if (!await TryCatchUpAsync(CancellationToken.None).ConfigureAwait(false))
            Lose(new Loss("another holder took it over, or it was released by force"));
        else if (_state.Version == tried.Version)
            throw LeaseRecords.Refused(Name);
        return false;
    }

    // What is there may be a write of our own whose answer was lost. It does not prolong the lease: nobody knows when it was applied.
    private async ValueTask<bool> TryCatchUpAsync(CancellationToken cancellationToken)
    {
        var there = await _records.ReadAsync(Name, cancellationToken).ConfigureAwait(false);
        if (there.Record.Held?.Id != Id)
            return false;
        _state = there.State;
        return true;
    }

    // Watches over the renewals, also over one that never answers.
    private void Expire()
    {
        if (LossByNow() is null && !_release.IsValueCreated)
            _expiry.Change(_options.Reliance - UnrenewedFor is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Loss? LossByNow()
    {
        lock (_changing)
            if (_loss is not null || _release.IsValueCreated || UnrenewedFor < _options.Reliance)
                return _loss;
        Lose(new Loss($"it could not be renewed for {_options.Reliance.TotalSeconds:0.###} seconds"));
        return _loss;
    }

    private void Lose(Loss loss)
    {
        lock (_changing)
        {
            if (_loss is not null)
                return;
            _loss = loss;
        }
        // Whoever watches runs elsewhere: it may wait for this lease's release.
        _ = _lost.CancelAsync();
    }

    private sealed record Loss(string Cause, Exception? Exception = null)
    {
        public LeaseLostException Of(LeaseName name) => new(name, Cause.TrimEnd('.'), Exception);
    }
}
