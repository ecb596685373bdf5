namespace Guarded.Generators.PayloadGuards;

/// <summary>How a value shows that no payload is behind it.</summary>
internal enum PayloadCheckKind
{
    /// <summary>It is no reference to a payload.</summary>
    None,

    /// <summary>It is null.</summary>
    Null,

    /// <summary>It is null or an empty string.</summary>
    Empty,

    /// <summary>It is the default value of its type.</summary>
    Default,
}
