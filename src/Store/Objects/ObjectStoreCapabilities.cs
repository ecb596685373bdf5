namespace Guarded.Store.Objects;

/// <summary>What only some backends can do.</summary>
[Flags]
public enum ObjectStoreCapabilities
{
    /// <summary>Put if absent, and put whatever is there.</summary>
    None = 0,

    /// <summary><see cref="PutCondition.IfMatch"/> is atomic.</summary>
    CompareAndSwap = 1,

    /// <summary>A delete can be held to a version, atomically.</summary>
    ConditionalDelete = 2,
}
