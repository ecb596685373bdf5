using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>The methods that save something as a whole file, given its path: the framework's, and those that a project names.</summary>
internal sealed class WholeFileSavers
{
    /// <summary>The option that names more of them: <c>Acme.Report.SaveTo, Acme.Chart.Export</c>.</summary>
    public const string Option = "guarded.whole_file_savers";

    public static readonly WholeFileSavers Known = new(
    [
        "System.Data.DataSet.WriteXml",
        "System.Data.DataSet.WriteXmlSchema",
        "System.Data.DataTable.WriteXml",
        "System.Data.DataTable.WriteXmlSchema",
        "System.Drawing.Bitmap.Save",
        "System.Drawing.Image.Save",
        "System.Xml.Linq.XDocument.Save",
        "System.Xml.Linq.XElement.Save",
        "System.Xml.Linq.XStreamingElement.Save",
        "System.Xml.XmlDataDocument.Save",
        "System.Xml.XmlDocument.Save",
        "System.Xml.XmlWriter.Create",
        "SixLabors.ImageSharp.ImageExtensions.Save",
        "SixLabors.ImageSharp.ImageExtensions.SaveAsync",
    ]);

    private static readonly ConcurrentDictionary<string, WholeFileSavers> Named = new(StringComparer.Ordinal);

    // By the method's name: the types that have it, each with its namespace.
    private readonly Dictionary<string, List<(string Namespace, string Type)>> _methods = new(StringComparer.Ordinal);

    private WholeFileSavers(IEnumerable<string> methods)
    {
        foreach (var method in methods)
        {
            var dot = method.LastIndexOf('.');
            if (dot <= 0)
                continue;
            var type = method.Substring(0, dot);
            var start = type.LastIndexOf('.');
            if (!_methods.TryGetValue(method.Substring(dot + 1), out var types))
                _methods.Add(method.Substring(dot + 1), types = []);
            types.Add((start < 0 ? "" : type.Substring(0, start), type.Substring(start + 1)));
        }
    }

    /// <summary>What their methods are called.</summary>
    public IEnumerable<string> Names => _methods.Keys;

    /// <summary>Whether one of the types that have a method of this name is called so.</summary>
    public bool HasType(string? type, string method) => _methods.TryGetValue(method, out var types) && types.Any(named => named.Type == type);

    public static WholeFileSavers In(SyntaxTree tree, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(Option, out var named) && named.Length > 0
            ? Named.GetOrAdd(named, static named => new WholeFileSavers([.. Known.All(), .. NameList.Entries(named)]))
            : Known;

    /// <summary>The type that is named and the path, where a call is one of them.</summary>
    public (string Type, ExpressionSyntax Path)? PathOf(InvocationExpressionSyntax call, ExpressionSyntax reference, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!_methods.TryGetValue(name, out var types) || call.ArgumentList.Arguments.Count == 0)
            return null;
        var method = model.Called(call, cancellationToken);
        if (method is null)
            return OfMissingType(call, reference, types, model, cancellationToken);

        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (types.Any(named => type.IsNamed(named.Namespace, named.Type)))
                return PathParameter(method) is { } parameter && call.ArgumentList.Argument(parameter) is { } path ? (type.Name, path) : null;
        }

        return null;
    }

    // Image is in a package that may not be at hand: what is known is the name, and that a text is passed.
    private static (string Type, ExpressionSyntax Path)? OfMissingType(InvocationExpressionSyntax call, ExpressionSyntax reference, List<(string Namespace, string Type)> types, SemanticModel model, CancellationToken cancellationToken) =>
        reference is MemberAccessExpressionSyntax { Expression: var receiver }
        && model.GetTypeInfo(receiver, cancellationToken).Type is IErrorTypeSymbol { Name: { Length: > 0 } missing }
        && types.Any(named => named.Type == missing)
        && call.ArgumentList.Arguments[0].Expression is var path
        && model.GetTypeInfo(path, cancellationToken).Type is { SpecialType: SpecialType.System_String }
            ? (missing, path)
            : null;

    private static IParameterSymbol? PathParameter(IMethodSymbol method)
    {
        var texts = method.Parameters.Where(static parameter => parameter.Type.SpecialType == SpecialType.System_String).ToList();
        return texts.FirstOrDefault(static parameter => parameter.Name.HasWord(static word => word is "path" or "file" or "filename" or "filepath" or "destination" or "output")) ?? texts.FirstOrDefault();
    }

    private IEnumerable<string> All() =>
        from method in _methods
        from type in method.Value
        select $"{type.Namespace}.{type.Type}.{method.Key}";
}
