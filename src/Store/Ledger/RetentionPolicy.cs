using System.Globalization;

namespace Guarded.Store.Ledger;

/// <summary>How long payloads are kept.</summary>
public sealed record RetentionPolicy
{
    /// <summary>How long by default: 90 days.</summary>
    public static TimeSpan DefaultKeepFor { get; } = TimeSpan.FromDays(90);

    /// <summary>How long after its run has ended a row's payload, or an output, is kept. <see cref="DefaultKeepFor"/> where nothing is said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan KeepFor
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Payloads are kept for some time, or for none.");
    } = DefaultKeepFor;

    /// <summary>What the retention log calls the policy; such as <c>keep 90 days</c> where no name is given.</summary>
    public string Name
    {
        get => field ?? string.Create(CultureInfo.InvariantCulture, $"keep {KeepFor.TotalDays:0.###} days");
        init
        {
            field = LedgerText.Require(value);
        }
    }
}
