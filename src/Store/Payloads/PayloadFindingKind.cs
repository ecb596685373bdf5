namespace Guarded.Store.Payloads;

/// <summary>The kinds of <see cref="PayloadFinding"/>.</summary>
public enum PayloadFindingKind
{
    /// <summary>A payload's bytes are not those that were stored. Storing them again heals it.</summary>
    Damaged,

    /// <summary>A payload could not be read to its end, for the reason that is given. Its bytes may be whole.</summary>
    Unreadable,

    /// <summary>A folder could not be listed to its end, for the reason that is given. What lies in it may be whole, and was not verified. Its name ends with '/'.</summary>
    Unlisted,

    /// <summary>An object lies where another belongs: its name has the wrong place, or its bytes are those of another payload that is stored.</summary>
    Misplaced,

    /// <summary>Something lies among the payloads, or anywhere below the store's root, that no store put there.</summary>
    Foreign,
}
