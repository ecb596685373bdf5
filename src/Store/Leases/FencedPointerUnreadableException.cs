using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>What lies where a fenced pointer should is none: it was damaged, another program wrote it, or a newer version did.</summary>
public sealed class FencedPointerUnreadableException : IOException
{
    internal FencedPointerUnreadableException(ObjectKey key, string fault)
        : base($"The fenced pointer '{key}' cannot be read: {fault}. Nothing was changed. Update the program if a newer one wrote it, or restore it from a copy.") => Key = key;

    /// <summary>The object.</summary>
    public ObjectKey Key { get; }
}
