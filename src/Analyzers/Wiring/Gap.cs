using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Wiring;

/// <summary>A marked place that gets no payload reference.</summary>
/// <param name="Place">Where to point.</param>
/// <param name="Name">The parameter or member.</param>
/// <param name="Owner">What it belongs to, as its reader calls it.</param>
/// <param name="Kind">How it comes to be empty.</param>
internal sealed record Gap(Location Place, string Name, string Owner, GapKind Kind);

internal enum GapKind
{
    NullValue,
    OmittedArgument,
    OmittedMember,
}
