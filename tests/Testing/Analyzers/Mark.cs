using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Analyzers;

/// <summary>A place in a source that has a finding.</summary>
/// <param name="Id">The rule; null for the only one that the analyzer has.</param>
/// <param name="Span">The place, in the source without its marks.</param>
internal sealed record Mark(string? Id, TextSpan Span);
