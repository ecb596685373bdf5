using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>
/// The names of what <c>[PayloadReference]</c> marks in the sources, found in their text: nearly every call has another
/// name, and costs one look-up here.
/// </summary>
internal sealed class MarkedNames
{
    private const string Attribute = "PayloadReference";

    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    // using Mark = Guarded.PayloadReferenceAttribute;
    private bool _isRenamed;

    private MarkedNames()
    {
    }

    /// <summary>Whether an indexer has a mark.</summary>
    public bool HasIndexers { get; private set; }

    public bool HasMethod(string name) => _isRenamed || _methods.Contains(name);

    public bool HasType(string name) => _isRenamed || _types.Contains(name);

    public static MarkedNames In(Compilation compilation, CancellationToken cancellationToken)
    {
        var names = new MarkedNames();
        foreach (var tree in compilation.SyntaxTrees)
            names.AddFrom(tree, cancellationToken);
        return names;
    }

    private void AddFrom(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken).ToString();
        for (var at = text.IndexOf(Attribute, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Attribute, at + Attribute.Length, StringComparison.Ordinal))
        {
            if (MayBeAttribute(text, at) && tree.GetRoot(cancellationToken).FindToken(at).Parent is { } node)
                Add(node);
        }
    }

    // [PayloadReference], [property: PayloadReferenceAttribute(), Other], but not: PayloadReference payload
    private static bool MayBeAttribute(string text, int at)
    {
        var end = at + Attribute.Length;
        if (string.CompareOrdinal(text, end, nameof(Attribute), 0, nameof(Attribute).Length) == 0)
            end += nameof(Attribute).Length;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        return end < text.Length && text[end] is ']' or ',' or '(' or ';';
    }

    private void Add(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: not null })
            _isRenamed = true;
        else if (node.FirstAncestorOrSelf<AttributeSyntax>() is { Parent.Parent: { } marked })
            AddMarked(marked);
    }

    private void AddMarked(SyntaxNode marked)
    {
        switch (marked is ParameterSyntax { Parent.Parent: { } owner } ? owner : marked)
        {
            case MethodDeclarationSyntax method:
                _methods.Add(method.Identifier.ValueText);
                break;
            case LocalFunctionStatementSyntax function:
                _methods.Add(function.Identifier.ValueText);
                break;
            case DelegateDeclarationSyntax:
                _methods.Add(WellKnownMemberNames.DelegateInvokeName);
                break;
            case IndexerDeclarationSyntax:
                HasIndexers = true;
                break;
        }

        foreach (var type in marked.Ancestors().OfType<TypeDeclarationSyntax>())
            _types.Add(type.Identifier.ValueText);
    }
}
