namespace Guarded.Analyzers.Paths;

/// <summary>How a path was made.</summary>
internal enum PathForm
{
    /// <summary>Not known, or no path.</summary>
    Other,

    /// <summary>From parts, as they are.</summary>
    Joined,

    /// <summary>Resolved.</summary>
    Full,
}
