using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Whether a path or a key is a lock's, told by how it is spelled, as far as its file shows.</summary>
internal sealed class LockPath(SemanticModel model, CancellationToken cancellationToken)
{
    private const int Steps = 6;

    private static readonly char[] Separators = ['/', '\\'];

    // A place where the name of something unknown stands in the spelling.
    private const char Edge = ' ';

    /// <summary>Whether what is there locks something, other than a lock file of a package manager.</summary>
    public bool IsLock(ExpressionSyntax path)
    {
        var spelling = Spell(path, Steps).Trim();
        var segments = spelling.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0 || HasOtherExtension(spelling) || TestCode.Holds(path))
            return false;
        var words = Words.Of(segments[segments.Length - 1]);
        if (words.Any(LockNames.IsOfPackages))
            return false;
        return LockNames.IsLock(words)
            || segments.Take(segments.Length - 1).Any(LockNames.IsFolder)
            || (IsAnyFile(words) && IsInFileLock(path));
    }

    private static bool HasOtherExtension(string spelling) => spelling.Substring(Math.Max(spelling.LastIndexOf('.'), 0))
        is ".tmp" or ".temp" or ".log" or ".bak" or ".old" or ".new" or ".pdf" or ".png" or ".cs" or ".dll" or ".docx" or ".html";

    private string Spell(ExpressionSyntax expression, int steps)
    {
        var bare = expression.Bare();
        if (steps == 0)
            return "";
        if (bare is not BaseObjectCreationExpressionSyntax && model.GetConstantValue(bare, cancellationToken) is { HasValue: true, Value: string text })
            return text;
        return bare switch
        {
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Spell(sum.Left, steps) + Spell(sum.Right, steps),
            BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression) => Spell(choice.Left, steps),
            InterpolatedStringExpressionSyntax format => string.Concat(format.Contents.Select(content => Spell(content, steps))),
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } => Spell(arguments[0].Expression, steps),
            ConditionalAccessExpressionSyntax access => Spell(access.Expression, steps),
            InvocationExpressionSyntax call => Spell(call, steps),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName" or "FullPath" or "Name" or "Key" or "Value" } access => Spell(access.Expression, steps),
            SimpleNameSyntax or MemberAccessExpressionSyntax => SpellVariable(bare, steps),
            _ => "",
        };
    }

    private string Spell(InterpolatedStringContentSyntax content, int steps) => content switch
    {
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        InterpolationSyntax value => Spell(value.Expression, steps),
        _ => "",
    };

    private string Spell(InvocationExpressionSyntax call, int steps)
    {
        var arguments = call.ArgumentList.Arguments;
        return call.CalledName()?.Identifier.ValueText switch
        {
            null => "",
            "Combine" or "Join" => string.Join("/", arguments.Select(argument => Spell(argument.Expression, steps))),
            "ChangeExtension" when arguments.Count == 2 => Spell(arguments[0].Expression, steps) + Spell(arguments[1].Expression, steps),
            "GetFullPath" or "GetFileName" when arguments.Count > 0 => Spell(arguments[0].Expression, steps),
            "GetFiles" or "EnumerateFiles" or "GetFileSystemEntries" when arguments.FirstOrDefault(argument => IsPattern(argument.Expression)) is { } pattern => Spell(pattern.Expression, steps),
            "ToString" or "Where" or "OrderBy" or "Take" or "Trim" or "ToArray" or "ToList" or "ConfigureAwait" or "ToLower" or "ToLowerInvariant" or "Replace" when call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } => Spell(receiver, steps),
            var name => Edge + name + Edge,
        };
    }

    private bool IsPattern(ExpressionSyntax expression) => model.GetConstantValue(expression, cancellationToken).Value is string text && text.Contains('*');

    private string SpellVariable(ExpressionSyntax reference, int steps)
    {
        var name = reference is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : ((SimpleNameSyntax)reference).Identifier.ValueText;
        if (LockNames.IsLock(name))
            return Edge + name + Edge;
        var symbol = model.GetSymbolInfo(reference, cancellationToken).Symbol;
        var value = symbol is ILocalSymbol or IFieldSymbol or IPropertySymbol
            ? VariableValue.Of(symbol, reference, model, cancellationToken)
            : null;
        var spelled = value is null ? "" : Spell(value, steps - 1);
        return spelled.Trim().Length > 0 ? spelled : Edge + name + Edge;
    }

    // A lock that is a file calls its path just that.
    private static bool IsAnyFile(IReadOnlyList<string> words) =>
        words.Count > 0 && words.All(static word => word is "path" or "file" or "name" or "filename" or "filepath" or "full" or "info");

    private static bool IsInFileLock(ExpressionSyntax path) =>
        path.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { Identifier.ValueText: var type }
        && Words.Of(type) is var words
        && LockNames.IsLock(words)
        && words.Any(static word => word is "file" or "lockfile" or "path" or "directory" or "disk");
}
