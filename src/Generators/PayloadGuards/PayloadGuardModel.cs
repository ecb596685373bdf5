namespace Guarded.Generators.PayloadGuards;

/// <summary>All that the emitted factory depends on; text only, so that two equal declarations make equal models.</summary>
/// <param name="Namespace">The escaped namespace, or null for the global one.</param>
/// <param name="ContainingTypes">The headers of the types around the row, outermost first.</param>
/// <param name="Header">The row's own.</param>
/// <param name="Row">The row as code inside it writes it.</param>
/// <param name="HintName">The name of the emitted file.</param>
/// <param name="Accessibility">Of the factory.</param>
/// <param name="Arguments">What the constructor is given.</param>
/// <param name="Initialized">What is set after it.</param>
internal sealed record PayloadGuardModel(
    string? Namespace,
    EquatableArray<string> ContainingTypes,
    string Header,
    string Row,
    string HintName,
    string Accessibility,
    EquatableArray<GuardedValue> Arguments,
    EquatableArray<GuardedValue> Initialized);
