namespace Guarded.Store.Objects;

/// <summary>The kinds of <see cref="PutCondition"/>.</summary>
public enum PutConditionKind
{
    /// <summary>Nothing is there.</summary>
    IfAbsent,

    /// <summary>Exactly one known state is there.</summary>
    IfMatch,

    /// <summary>Whatever is there.</summary>
    Any,
}
