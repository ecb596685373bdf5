using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>What a recovery did and found.</summary>
/// <param name="Abandoned">How many adds and deletes it finished that a crash had left half done.</param>
/// <param name="Freed">How many payloads it removed that nobody held any more.</param>
/// <param name="Faults">What only harm from outside explains. Nothing of it was touched.</param>
public sealed record AttachmentRecovery(int Abandoned, int Freed, IReadOnlyList<AttachmentFault> Faults)
{
    /// <summary>
    /// What lies among the attachments and is no object: links, folders out of place, names that are no keys, and folders that could
    /// not be listed (<see cref="ForeignEntry.IsUnlisted"/>). Nothing of it was touched.
    /// </summary>
    public IReadOnlyList<ForeignEntry> Foreign { get; init; } = [];
}
