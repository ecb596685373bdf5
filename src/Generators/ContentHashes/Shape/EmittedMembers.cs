using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.ContentHashes;

/// <summary>The members that the generator adds, and which member of a declaration is in their way.</summary>
internal static class EmittedMembers
{
    private const string Bytes = "global::System.ReadOnlySpan<byte>";
    private const string Text = "global::System.ReadOnlySpan<char>";
    private const string Stream = "global::System.IO.Stream";
    private const string Provider = "global::System.IFormatProvider";
    private const string Self = "this";

    private static readonly ImmutableHashSet<string> Values =
    [
        "SizeInBytes",
        "IsDefault",
        "DebuggerText",
        "Codec",
        "_digest",
        "JsonConverter",
        "EfValueConverter",
        "EfValueComparer",
        "DapperTypeHandler",
    ];

    private static readonly ImmutableHashSet<string> Methods =
    [
        Signature("FromBytes", Bytes),
        Signature("CopyTo", "global::System.Span<byte>"),
        Signature("Compute", Bytes),
        Signature("Compute", Stream),
        Signature("ComputeAsync", Stream, "global::System.Threading.CancellationToken"),
        Signature("Parse", "string"),
        Signature("Parse", "string", Provider),
        Signature("Parse", Text, Provider),
        Signature("Parse", Bytes, Provider),
        Signature("TryParse", "string", "ref " + Self),
        Signature("TryParse", Text, "ref " + Self),
        Signature("TryParse", "string", Provider, "ref " + Self),
        Signature("TryParse", Text, Provider, "ref " + Self),
        Signature("TryParse", Bytes, Provider, "ref " + Self),
        Signature("ToString"),
        Signature("ToString", "string", Provider),
        Signature("TryFormat", "global::System.Span<char>", "ref int", Text, Provider),
        Signature("TryFormat", "global::System.Span<byte>", "ref int", Text, Provider),
        Signature("Equals", Self),
        Signature("Equals", "object"),
        Signature("GetHashCode"),
        Signature("CompareTo", Self),
        Signature("op_Equality", Self, Self),
        Signature("op_Inequality", Self, Self),
        Signature("op_LessThan", Self, Self),
        Signature("op_LessThanOrEqual", Self, Self),
        Signature("op_GreaterThan", Self, Self),
        Signature("op_GreaterThanOrEqual", Self, Self),
    ];

    private static readonly ImmutableHashSet<string> MethodNames =
        [.. Methods.Select(static signature => signature.Substring(0, signature.IndexOf('(')))];

    /// <summary>Whether an emitted member has this name.</summary>
    public static bool HasName(string name) => Values.Contains(name) || MethodNames.Contains(name);

    /// <summary>
    /// What cannot stand beside the emitted members: one of the same name and signature, state of the type's own, or the type
    /// itself where its name is one of theirs.
    /// </summary>
    public static ImmutableArray<ISymbol> Clashes(INamedTypeSymbol type)
    {
        var clashes = type.GetMembers().Where(member => IsInTheWay(member, type)).Select(Declared);
        return HasName(type.Name) ? [type, .. clashes] : [.. clashes.Distinct(SymbolEqualityComparer.Default)];
    }

    private static bool IsInTheWay(ISymbol member, INamedTypeSymbol type) => member switch
    {
        IFieldSymbol { IsStatic: false } field => IsWritten(field),
        { IsImplicitlyDeclared: true } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => IsPrimary(constructor),
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator } method =>
            Values.Contains(method.Name) || (method.Arity == 0 && Methods.Contains(Signature(method, type))),
        _ => HasName(member.Name),
    };

    // A field that the compiler made for a parameter is reported as its constructor, one that it made for a property as that.
    private static bool IsWritten(IFieldSymbol field) => !field.IsImplicitlyDeclared || field.AssociatedSymbol is not null;

    private static ISymbol Declared(ISymbol member) => (member as IFieldSymbol)?.AssociatedSymbol ?? member;

    // Its parameters may become fields, and every other constructor would have to call it.
    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static string Signature(IMethodSymbol method, INamedTypeSymbol type) => Signature(
        method.Name,
        [.. method.Parameters.Select(parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + TypeName(parameter.Type, type))]);

    private static string TypeName(ITypeSymbol parameter, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(parameter, type)
            ? Self
            : parameter.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Signature(string name, params string[] parameters) => $"{name}({string.Join(", ", parameters)})";
}
