namespace Guarded.Store.Tests.Crashes;

/// <summary>A state after a crash that no store may be found in.</summary>
internal sealed record Violation(ViolationKind Kind, string What);
