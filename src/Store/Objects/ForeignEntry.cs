namespace Guarded.Store.Objects;

/// <summary>Something in a store's place that no store put there, or of which nobody can say.</summary>
/// <param name="Name">Where it lies, below the store's root, with '/' between the parts.</param>
/// <param name="Reason">Why it is no object.</param>
public sealed record ForeignEntry(string Name, string Reason)
{
    /// <summary>Whether it is a folder that could not be listed to its end: objects may lie in it. Its name ends with '/', as the prefix of theirs does.</summary>
    public bool IsUnlisted { get; init; }

    internal static ForeignEntry Unlisted(string folder, Exception failure) =>
        new(folder, $"it cannot be listed to its end: {failure.Message.TrimEnd('.')}. Nobody can say what lies in it. Let this user read it, or check the disk, and run this again") { IsUnlisted = true };
}
