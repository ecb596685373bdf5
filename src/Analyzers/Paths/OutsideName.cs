using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>Names that somebody else chose.</summary>
internal static class OutsideName
{
    /// <summary>Whether a member is the name of an archive's entry, a listing's, or an upload; also where its library is missing.</summary>
    public static bool IsEntry(MemberAccessExpressionSyntax access, SemanticModel model, CancellationToken cancellationToken) => access.Name.Identifier.ValueText switch
    {
        "FullName" => TypeName(access.Expression, model, cancellationToken) is "ZipArchiveEntry" || IsWrittenAsEntry(access.Expression, model, cancellationToken),
        "FileName" => IsWrittenAsEntry(access.Expression, model, cancellationToken) || TypeName(access.Expression, model, cancellationToken) is "IFormFile" or "FormFile" or "HttpPostedFile" or "HttpPostedFileBase" or "ZipEntry" or "ContentDispositionHeaderValue" or "ContentDisposition",
        "Name" => TypeName(access.Expression, model, cancellationToken) is "TarEntry" or "ZipEntry" or "BlobItem" or "IBrowserFile",
        "Key" => IsWrittenAsEntry(access.Expression, model, cancellationToken) || TypeName(access.Expression, model, cancellationToken) is "S3Object" or "IArchiveEntry" or "IEntry" or "ZipArchiveEntry" or "TarArchiveEntry" or "RarArchiveEntry",
        _ => false,
    };

    /// <summary>Whether a parameter of a function that others call names something below a root, and is not a path of the caller's choice.</summary>
    public static bool IsKey(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.Type.SpecialType != SpecialType.System_String || parameter.ContainingSymbol is not IMethodSymbol method)
            return false;
        if (method.MethodKind == MethodKind.AnonymousFunction)
            return IsEndpoint(parameter, cancellationToken);
        return method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public }
            && method.ContainingType.DeclaredAccessibility != Accessibility.Private
            && (IsController(method.ContainingType) || Says(parameter.Name));
    }

    private static bool IsController(INamedTypeSymbol type) => type.Name.EndsWith("Controller", StringComparison.Ordinal);

    // app.MapGet("/{name}", (string name) => …)
    private static bool IsEndpoint(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        parameter.DeclaringSyntaxReferences.Only()?.GetSyntax(cancellationToken).FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>()?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && call.CalledName()?.Identifier.ValueText is "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch" or "MapMethods";

    private static bool Says(string parameter) =>
        Ends(parameter, "key") || Ends(parameter, "name") || Ends(parameter, "id") || Ends(parameter, "hash") || Ends(parameter, "slug")
        || Ends(parameter, "relativePath") || Ends(parameter, "subPath");

    // blobName, but not surname: a word of its own.
    private static bool Ends(string parameter, string word)
    {
        var start = parameter.Length - word.Length;
        return parameter.EndsWith(word, StringComparison.OrdinalIgnoreCase)
            && (start == 0 || char.IsUpper(parameter[start]) || parameter[start - 1] == '_' || parameter is "filename");
    }

    // foreach (var entry in archive.Entries), of a library that is missing.
    private static bool IsWrittenAsEntry(ExpressionSyntax receiver, SemanticModel model, CancellationToken cancellationToken) =>
        receiver.Bare() is IdentifierNameSyntax { Identifier.ValueText: var name } variable
        && name.EndsWith("entry", StringComparison.OrdinalIgnoreCase)
        && model.GetTypeInfo(variable, cancellationToken).Type is null or { TypeKind: TypeKind.Error, Name: "" or "var" or "?" }
        && variable.Member().DescendantNodes().OfType<ForEachStatementSyntax>().Any(loop => loop.Identifier.ValueText == name && IsArchive(loop.Expression));

    private static bool IsArchive(ExpressionSyntax listing) => listing.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
        .Any(static name => name.Identifier.ValueText.HasWord(static word => word is "archive" or "zip" or "tar" or "rar" or "zipfile" or "package"));

    private static string? TypeName(ExpressionSyntax receiver, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(receiver, cancellationToken).Type?.Name;
}
