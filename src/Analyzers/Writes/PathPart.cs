using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>What a piece of a path is made of.</summary>
internal enum PathPartKind
{
    /// <summary>Text that is written in the source.</summary>
    Text,

    /// <summary>A variable whose value the source does not show.</summary>
    Variable,

    /// <summary>The folder for temporary files, or a new one in there.</summary>
    Temporary,

    /// <summary>A function of what follows, up to its end.</summary>
    Function,

    /// <summary>The end of a function.</summary>
    End,

    /// <summary>Anything else, which may differ from call to call.</summary>
    Unknown,
}

/// <summary>A piece of a path.</summary>
internal readonly struct PathPart(PathPartKind kind, string text, ISymbol? symbol = null, ExpressionSyntax? node = null)
{
    public PathPartKind Kind { get; } = kind;

    /// <summary>The text, or the name of the variable, function or call.</summary>
    public string Text { get; } = text;

    public ISymbol? Symbol { get; } = symbol;

    public ExpressionSyntax? Node { get; } = node;

    public bool IsSame(PathPart other) => Kind == other.Kind && Kind switch
    {
        PathPartKind.Variable => SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) && IsOfSame(Node, other.Node),
        PathPartKind.Unknown or PathPartKind.Temporary => Node is not null && other.Node is not null && SyntaxFactory.AreEquivalent(Node, other.Node),
        _ => Text == other.Text,
    };

    // options.Path and other.Path are two; _path and this._path are one.
    private static bool IsOfSame(ExpressionSyntax? one, ExpressionSyntax? other) =>
        (one as MemberAccessExpressionSyntax, other as MemberAccessExpressionSyntax) switch
        {
            (null, null) => true,
            ({ } access, { } another) => access.Expression.IsLike(another.Expression),
            _ => false,
        };
}
