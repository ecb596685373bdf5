using System.Runtime.InteropServices;

namespace Guarded.Store.Leases;

/// <summary>
/// Ctrl-C and SIGTERM as a token, so that what holds leases ends its work, releases them and returns. The process ends by itself
/// when that takes longer than a bound, and at once on a second signal; leases that it still holds then end with their time to live.
/// </summary>
/// <remarks>
/// It releases nothing itself: work that goes on without its lease is what leases are there to prevent. Make one at the
/// beginning of the program and pass <see cref="Requested"/> on; <c>await using</c> does the rest.
/// </remarks>
public sealed class TerminationSignal : IDisposable
{
    private static readonly TimeSpan DefaultBound = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _requested = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TimeSpan _bound;
    private Timer? _end;
    private int _signals;

    /// <summary>Begins to listen.</summary>
    /// <param name="bound">How long the program may take to end after the signal: more than zero and at most <see cref="LeaseOptions.MaxReleaseBound"/>; 5 seconds where nothing is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is outside its range.</exception>
    public TerminationSignal(TimeSpan? bound = null)
    {
        _bound = bound ?? DefaultBound;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_bound, TimeSpan.Zero, nameof(bound));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_bound, LeaseOptions.MaxReleaseBound, nameof(bound));
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>Listens no more: from here on a signal does what it does by default. A process that was asked to end is no longer bound.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _end?.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        var exitCode = 128 + (context.Signal == PosixSignal.SIGINT ? 2 : 15);
        if (Interlocked.Increment(ref _signals) > 1)
            Environment.Exit(exitCode);
        context.Cancel = true;
        _end = new Timer(_ => Environment.Exit(exitCode), state: null, _bound, Timeout.InfiniteTimeSpan);
        // Whoever was asked to end runs elsewhere: a second signal must not wait for it.
        _ = _requested.CancelAsync();
    }
}
