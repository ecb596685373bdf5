namespace Guarded.Store.Objects;

/// <summary>What must hold of a key at the moment a write is committed under it.</summary>
public sealed record PutCondition
{
    private PutCondition(PutConditionKind kind, ObjectVersion? version = null) => (Kind, Version) = (kind, version);

    /// <summary>Nothing is there. For everything immutable.</summary>
    public static PutCondition IfAbsent { get; } = new(PutConditionKind.IfAbsent);

    /// <summary>Whatever is there is replaced. Another writer's change can be lost: for what has one writer only.</summary>
    public static PutCondition Any { get; } = new(PutConditionKind.Any);

    /// <summary>Which of the three this is, for backends.</summary>
    public PutConditionKind Kind { get; }

    /// <summary>The state that must be there, for <see cref="PutConditionKind.IfMatch"/> only.</summary>
    public ObjectVersion? Version { get; }

    /// <summary>Exactly this state is there: compare-and-swap, for everything mutable.</summary>
    /// <exception cref="ArgumentException">The version is the default value, which no object has.</exception>
    public static PutCondition IfMatch(ObjectVersion version) => version.Value is null
        ? throw new ArgumentException("The default value is no object's version. Take it from what a put or a head gave.", nameof(version))
        : new PutCondition(PutConditionKind.IfMatch, version);
}
