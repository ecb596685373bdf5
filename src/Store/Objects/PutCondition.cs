namespace Guarded.Store.Objects;

/// <summary>What must hold of a key at the moment a write is committed under it.</summary>
public abstract record PutCondition
{
    private PutCondition()
    {
    }

    /// <summary>Nothing is there. For everything immutable.</summary>
    public static PutCondition IfAbsent { get; } = new Absent();

    /// <summary>Whatever is there is replaced. Another writer's change can be lost: for what has one writer only.</summary>
    public static PutCondition Any { get; } = new Anything();

    /// <summary>Exactly this state is there: compare-and-swap, for everything mutable.</summary>
    public static PutCondition IfMatch(ObjectVersion version) => new Match(version);

    internal sealed record Absent : PutCondition;

    internal sealed record Anything : PutCondition;

    internal sealed record Match(ObjectVersion Version) : PutCondition;
}
