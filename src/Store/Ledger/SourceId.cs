using System.Globalization;

namespace Guarded.Store.Ledger;

/// <summary>Names a source within a run.</summary>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="Number">From 0 in the order in which the run took its sources up; 0 is the one that it began with.</param>
public readonly record struct SourceId(RunId Run, int Number)
{
    /// <summary>The source that a run began with: all that a run of one source needs to say.</summary>
    public static implicit operator SourceId(RunId run) => FirstOf(run);

    /// <summary>The source that a run began with.</summary>
    public static SourceId FirstOf(RunId run) => new(run, 0);

    /// <summary>The run and the number, such as <c>17/0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run}/{Number}");
}
