namespace Guarded.Store.Sqlite;

/// <summary>How a <see cref="SqliteLedger"/> goes about its file.</summary>
public sealed record SqliteLedgerOptions
{
    /// <summary>The clock behind the times that are recorded; the system's where none is given.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a call waits for other processes that keep the file: 30 seconds where nothing is said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than a day.</exception>
    public TimeSpan BusyTimeout
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Wait between no time and a day.");
    } = TimeSpan.FromSeconds(30);
}
