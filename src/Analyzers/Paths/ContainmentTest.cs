using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>A test whether a path begins as another one does.</summary>
internal sealed class ContainmentTest
{
    private const int LongestWay = 4;

    private ContainmentTest(InvocationExpressionSyntax call, ExpressionSyntax path, ExpressionSyntax root) => (Call, Path, Root) = (call, path, root);

    public InvocationExpressionSyntax Call { get; }

    public ExpressionSyntax Path { get; }

    public ExpressionSyntax Root { get; }

    /// <summary>The test that a <c>StartsWith</c> makes; null where it is called otherwise.</summary>
    public static ContainmentTest? At(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Expression: var path, Parent: InvocationExpressionSyntax call } access
        && access.Name == name && call.Expression == access
        && call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } root
            ? new ContainmentTest(call, path, root)
            : null;

    /// <summary>What is wrong with it; null where nothing is, or where it cannot be told.</summary>
    public string? Fault(SemanticModel model, CancellationToken cancellationToken)
    {
        var form = FormOf(Path, model, cancellationToken);
        if (form == PathForm.Other
            || Root.Bare() is LiteralExpressionSyntax
            || IsCut()
            || IsAskedBesides(model, cancellationToken)
            || model.GetConstantValue(Root, cancellationToken).HasValue
            || Call.CalledName()!.Symbol(model, cancellationToken) is not IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String })
        {
            return null;
        }

        if (form == PathForm.Joined)
            return "'..' is still in the path";
        return MayEndInSeparator(Root, LongestWay) ? null : "the folder's name may be the beginning of another one's";
    }

    private static PathForm FormOf(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken, int steps = LongestWay)
    {
        switch (path.Bare())
        {
            case InvocationExpressionSyntax call when call.CalledName() is { } name:
                return name.Identifier.ValueText switch
                {
                    "GetFullPath" => IsPath(name, model, cancellationToken) ? PathForm.Full : PathForm.Other,
                    "GetDirectoryName" when call.ArgumentList.Arguments.Only() is { Expression: var file } => IsPath(name, model, cancellationToken) ? FormOf(file, model, cancellationToken, steps) : PathForm.Other,
                    "Combine" or "Join" => IsPath(name, model, cancellationToken) ? PathForm.Joined : PathForm.Other,
                    _ => PathForm.Other,
                };
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName", Expression: var file }:
                return FileOwner.Of(model.GetTypeInfo(file, cancellationToken).Type) is FileOwnerKind.FileObject or FileOwnerKind.FolderObject ? PathForm.Full : PathForm.Other;
            case IdentifierNameSyntax name when steps > 0:
                var forms = AssignedValues.Of(name).Select(value => FormOf(value, model, cancellationToken, steps - 1)).ToList();
                return forms.Contains(PathForm.Full) ? PathForm.Full : forms.Contains(PathForm.Joined) ? PathForm.Joined : PathForm.Other;
            default:
                return PathForm.Other;
        }
    }

    private static bool IsPath(SimpleNameSyntax method, SemanticModel model, CancellationToken cancellationToken) =>
        FileOwner.Of(method, model, cancellationToken) == FileOwnerKind.Path;

    // Written on it, or by what says so in its name; or a folder of the system's, which ends in one.
    private static bool MayEndInSeparator(ExpressionSyntax root, int steps) => root.DescendantNodesAndSelf().Any(part => part switch
    {
        LiteralExpressionSyntax literal => EndsInSeparator(literal.Token.ValueText),
        InterpolatedStringTextSyntax text => EndsInSeparator(text.TextToken.ValueText),
        SimpleNameSyntax { Identifier.ValueText: var text } name => Says(text) || (name is IdentifierNameSyntax && steps > 0 && IsVariable(name) && AssignedValues.Of(name).Any(value => MayEndInSeparator(value, steps - 1))),
        _ => false,
    });

    private static bool EndsInSeparator(string text) => text.EndsWith("/", StringComparison.Ordinal) || text.EndsWith("\\", StringComparison.Ordinal);

    private static bool Says(string name) =>
        name is "BaseDirectory" or "GetTempPath"
        || Has(name, "separator") || Has(name, "slash") || Has(name, "trailing") || Has(name, "terminat") || Has(name, "prefix");

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsVariable(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression is ThisExpressionSyntax || access.Expression == name,
        InvocationExpressionSyntax => false,
        _ => true,
    };

    // full[root.Length], which looks at the separator; Substring(root.Length), which only wants the rest; and what is asked besides.
    private bool IsCut() => Call.Function().DescendantNodes().Any(node => node switch
    {
        ElementAccessExpressionSyntax { Expression: var text, ArgumentList: var index } => text.IsLike(Path) && IsLength(index),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var text, Name.Identifier.ValueText: "Substring" or "Remove" or "AsSpan" }, ArgumentList: var arguments } =>
            text.IsLike(Path) && IsLength(arguments) && !Call.Parent.IsKind(SyntaxKind.LogicalNotExpression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetRelativePath" or "IsWithin" } } => true,
        _ => false,
    });

    // An earlier test that is right lets nothing through to this one.
    private bool IsAskedBesides(SemanticModel model, CancellationToken cancellationToken) => Call.Function().DescendantNodes().OfType<SimpleNameSyntax>().Any(name =>
        name.Identifier.ValueText == "StartsWith"
        && name.SpanStart < Call.SpanStart
        && At(name) is { } other
        && FormOf(other.Path, model, cancellationToken) == PathForm.Full
        && MayEndInSeparator(other.Root, LongestWay));

    private static bool IsLength(SyntaxNode index) =>
        index.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(static access => access.Name.Identifier.ValueText == "Length");
}
