namespace Guarded.Store.Leases;

/// <summary>
/// Which of all the times that a lease was had this is. It rises with every acquisition and never falls, so that a resource
/// which remembers the highest it has seen (<see cref="FencedPointer"/>) can refuse a holder of the past.
/// Compare tokens of one lease, or of one <see cref="LeasedTree"/> with the same item or its structure.
/// </summary>
public readonly record struct EpochToken : IComparable<EpochToken>
{
    internal EpochToken(long structure, long own) => (Structure, Own) = (structure, own);

    // How often the structural lease of the tree was had before, and how often this one. Ordered so, whoever had the structure
    // comes after all items that were acquired before, and before all that are acquired later.
    internal long Structure { get; }

    internal long Own { get; }

    /// <inheritdoc/>
    public int CompareTo(EpochToken other) => (Structure, Own).CompareTo((other.Structure, other.Own));

    /// <summary>Whether a token is the older one.</summary>
    public static bool operator <(EpochToken left, EpochToken right) => left.CompareTo(right) < 0;

    /// <summary>Whether a token is the younger one.</summary>
    public static bool operator >(EpochToken left, EpochToken right) => left.CompareTo(right) > 0;

    /// <summary>Whether a token is not the younger one.</summary>
    public static bool operator <=(EpochToken left, EpochToken right) => left.CompareTo(right) <= 0;

    /// <summary>Whether a token is not the older one.</summary>
    public static bool operator >=(EpochToken left, EpochToken right) => left.CompareTo(right) >= 0;

    /// <summary>The token for people, such as "3.17".</summary>
    public override string ToString() => $"{Structure}.{Own}";
}
