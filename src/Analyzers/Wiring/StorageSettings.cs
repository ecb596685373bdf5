using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>The settings that a method has, and what it opens stores from.</summary>
internal sealed class StorageSettings
{
    private readonly List<(ITypeSymbol Type, string? Member, bool IsWhole)> _uses = [];
    private readonly List<(ITypeSymbol Type, string? Member, string Kind)> _opened = [];

    private StorageSettings()
    {
    }

    public static StorageSettings In(MethodDeclarationSyntax method, StorageTypes storage, SemanticModel model, CancellationToken cancellationToken)
    {
        var settings = new StorageSettings();
        foreach (var name in method.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if ((name.Parent as MemberAccessExpressionSyntax)?.Name == name && name.Identifier.ValueText != "Value"
                || SettingsType(name, model, cancellationToken) is not { } type
                || name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name)
            {
                continue;
            }

            var value = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
            var member = value.Parent is MemberAccessExpressionSyntax part && part.Expression == value ? part.Name.Identifier.ValueText : null;
            settings._uses.Add((type, member, member is null && value.Parent is ArgumentSyntax));
            if (Opened(value, method, storage, model, cancellationToken) is { } kind)
                settings._opened.Add((type, member, kind));
        }

        return settings;
    }

    /// <summary>The setting that another method opens a store from, where this one has the same settings, does not look at it, and has no such store; null where there is none.</summary>
    public string? UnusedOf(StorageSettings other, ISet<string> kinds)
    {
        foreach (var (type, member, kind) in other._opened)
        {
            if (kinds.Contains(kind))
                continue;
            var own = _uses.Where(use => SymbolEqualityComparer.Default.Equals(use.Type, type)).ToList();
            // Whoever gets the settings whole may look at all of them.
            if (own.Count > 0 && !own.Any(static use => use.IsWhole) && (member is null || own.All(use => use.Member != member)))
                return member is null ? type.Name : $"{type.Name}.{member}";
        }

        return null;
    }

    private static ITypeSymbol? SettingsType(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(name, cancellationToken).Symbol.ValueType() is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type
        && type.Name.HasWord(static word => word is "settings" or "options" or "config" or "configuration")
        && !type.IsGenericType
        && type.ContainingNamespace is not { Name: "Configuration", ContainingNamespace.Name: "Extensions" }
            ? type
            : null;

    // new PayloadStore(FileObjectStore.OpenOrCreate(settings.PayloadFolder)): the outermost is what is worked with.
    private static string? Opened(ExpressionSyntax settings, SyntaxNode method, StorageTypes storage, SemanticModel model, CancellationToken cancellationToken)
    {
        string? kind = null;
        for (SyntaxNode? node = settings; node is not null && node != method && node is not (StatementSyntax or AnonymousFunctionExpressionSyntax); node = node.Parent)
        {
            if (node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax && Awaited(model.GetTypeInfo(node, cancellationToken).Type) is { } type && storage.Include(type))
                kind = type.OriginalDefinition.Name;
        }

        return kind;
    }

    private static ITypeSymbol? Awaited(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;
}
