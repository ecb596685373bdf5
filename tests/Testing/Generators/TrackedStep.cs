using Microsoft.CodeAnalysis;

namespace Guarded.Testing.Generators;

/// <summary>One output of one named step of the pipeline.</summary>
/// <param name="Name">The tracking name; <see cref="Output"/> for the step that adds sources.</param>
/// <param name="Reason">Why there is this output: new, modified, unchanged, cached or removed.</param>
/// <param name="Value">What the step handed on.</param>
public sealed record TrackedStep(string Name, IncrementalStepRunReason Reason, object Value)
{
    /// <summary>The name of the step that adds sources.</summary>
    public const string Output = WellKnownGeneratorOutputs.SourceOutput;

    /// <summary>Whether nothing came of it for the steps after it.</summary>
    public bool IsIdle => Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;
}
