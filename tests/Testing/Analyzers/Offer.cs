using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace Guarded.Testing.Analyzers;

/// <summary>What a fix provider offers for one finding.</summary>
internal sealed record Offer(Document Document, Diagnostic Diagnostic, ImmutableArray<CodeAction> Actions);
