using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Wiring;

/// <summary>A hash that is put into an entry which is kept.</summary>
/// <param name="Value">What is put there.</param>
/// <param name="Name">The member, parameter or column.</param>
/// <param name="IsWired">Whether marks say that the entry is one of payloads; otherwise its names do.</param>
internal sealed record HashRecord(SyntaxNode Value, string Name, bool IsWired);
