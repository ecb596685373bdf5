using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>Reads how paths are built: through variables that are set once, and methods of the file that only return one.</summary>
internal sealed class PathReader(SemanticModel model, CancellationToken cancellationToken)
{
    private const int Deepest = 12;

    private readonly Dictionary<ISymbol, ExpressionSyntax?> _values = new(SymbolEqualityComparer.Default);

    /// <param name="expression">A path, or what stands for one (<c>FileInfo</c>, <c>DirectoryInfo</c>).</param>
    /// <param name="arguments">What the parameters of the method that it is in stand for, where that is known.</param>
    public PathValue Read(ExpressionSyntax expression, PathArguments? arguments = null)
    {
        var reading = new Reading(this, arguments ?? PathArguments.None);
        reading.Add(expression, 0);
        return reading.Value;
    }

    /// <summary>The expression that gives a variable of this name its only value.</summary>
    public ExpressionSyntax? OnlyValue(SimpleNameSyntax name) => model.GetSymbolInfo(name, cancellationToken).Symbol is { } variable ? OnlyValue(variable) : null;

    /// <summary>The expression that gives a variable its only value; null where there are more, or none that shows.</summary>
    public ExpressionSyntax? OnlyValue(ISymbol variable)
    {
        if (!_values.TryGetValue(variable, out var value))
            _values.Add(variable, value = ReadOnlyValue(variable));
        return value;
    }

    private ExpressionSyntax? ReadOnlyValue(ISymbol variable)
    {
        if (variable.DeclaringSyntaxReferences is not [var reference] || reference.SyntaxTree != model.SyntaxTree)
            return null;
        var declaration = reference.GetSyntax(cancellationToken);
        if (variable is IPropertySymbol { SetMethod.DeclaredAccessibility: not Accessibility.Private } or IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private })
            return null;
        switch (declaration)
        {
            case VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax or FieldDeclarationSyntax } declarator:
                return Only(declarator.Initializer?.Value, Assigned(variable, declaration));
            case PropertyDeclarationSyntax property:
                return Returned(property) ?? Only(property.Initializer?.Value, Assigned(variable, declaration));
            default:
                return null;
        }
    }

    private static ExpressionSyntax? Only(ExpressionSyntax? initial, List<ExpressionSyntax> assigned) =>
        initial is null || IsNothing(initial) ? assigned.Only() : assigned.Count == 0 ? initial : null;

    // string.Empty is null by another name.
    private static bool IsNothing(ExpressionSyntax value) =>
        value.IsNothing() || value is LiteralExpressionSyntax { Token.ValueText: "" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" };

    private static ExpressionSyntax? Returned(PropertyDeclarationSyntax property) =>
        property.ExpressionBody?.Expression
        ?? (property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } getter
            ? getter.ExpressionBody?.Expression ?? Returned(getter.Body)
            : null);

    private static ExpressionSyntax? Returned(BlockSyntax? body) =>
        body is { Statements: [ReturnStatementSyntax { Expression: { } result }] } ? result : null;

    private List<ExpressionSyntax> Assigned(ISymbol variable, SyntaxNode declaration)
    {
        var scope = variable is ILocalSymbol ? declaration.Member() : declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? declaration.Member();
        List<ExpressionSyntax> values = [];
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != variable.Name)
                continue;
            var place = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : (ExpressionSyntax)name;
            if (place.Parent is AssignmentExpressionSyntax assignment && assignment.Left == place)
            {
                if (!IsNothing(assignment.Right) && Is(name, variable))
                    values.Add(assignment.Right);
            }
            else if (name.IsWritten() && Is(name, variable))
            {
                // Nobody knows what it is set to there.
                values.Add(name);
                values.Add(name);
            }
        }

        return values;
    }

    private bool Is(ExpressionSyntax name, ISymbol variable) => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, variable);

    /// <summary>What a method of this file returns, where that is all it does.</summary>
    private ExpressionSyntax? Result(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences is not [var reference] || reference.SyntaxTree != model.SyntaxTree || method.IsVirtual || method.IsAsync)
            return null;
        return reference.GetSyntax(cancellationToken) switch
        {
            MethodDeclarationSyntax declaration => declaration.ExpressionBody?.Expression ?? Returned(declaration.Body),
            LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression ?? Returned(local.Body),
            _ => null,
        };
    }

    private sealed class Reading(PathReader reader, PathArguments arguments)
    {
        private readonly ImmutableArray<PathPart>.Builder _parts = ImmutableArray.CreateBuilder<PathPart>();

        private bool _isNamedTemporary;

        public PathValue Value => new(_parts.ToImmutable(), _isNamedTemporary);

        private SemanticModel Model => reader.Model;

        public void Add(ExpressionSyntax expression, int depth)
        {
            var bare = expression.Bare();
            if (depth > Deepest)
            {
                AddUnknown(bare);
                return;
            }

            if (Model.GetConstantValue(bare, reader.CancellationToken) is { HasValue: true, Value: var constant })
            {
                AddText(constant?.ToString() ?? "");
                return;
            }

            switch (bare)
            {
                case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                    Add(sum.Left, depth + 1);
                    Add(sum.Right, depth + 1);
                    break;
                case InterpolatedStringExpressionSyntax format:
                    foreach (var content in format.Contents)
                    {
                        if (content is InterpolationSyntax hole)
                            Add(hole.Expression, depth + 1);
                        else if (content is InterpolatedStringTextSyntax text)
                            AddText(text.TextToken.ValueText);
                    }

                    break;
                case ObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var named }] }:
                    Add(named, depth + 1);
                    break;
                case ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var named }] }:
                    Add(named, depth + 1);
                    break;
                case InvocationExpressionSyntax call:
                    AddCall(call, depth);
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName" } access:
                    Add(access.Expression, depth + 1);
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DirectoryName" or "Directory" } access when IsFile(access.Expression):
                    AddFunction("GetDirectoryName", [access.Expression], depth);
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DirectorySeparatorChar" or "AltDirectorySeparatorChar" }:
                    AddText("/");
                    break;
                case SimpleNameSyntax or MemberAccessExpressionSyntax:
                    AddVariable(bare, depth);
                    break;
                default:
                    AddUnknown(bare);
                    break;
            }
        }

        private bool IsFile(ExpressionSyntax file) => Model.GetTypeInfo(file, reader.CancellationToken).Type is { Name: "FileInfo" or "IFileInfo" };

        private void AddVariable(ExpressionSyntax name, int depth)
        {
            var symbol = Model.GetSymbolInfo(name, reader.CancellationToken).Symbol;
            if (symbol is IParameterSymbol parameter && arguments.Find(parameter) is { } passed)
                AddAll(passed);
            else if (symbol is ILocalSymbol or IFieldSymbol or IPropertySymbol && name is SimpleNameSyntax && reader.OnlyValue(symbol) is { } value)
                AddValue(symbol, value, depth);
            else if (symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol)
                _parts.Add(new PathPart(PathPartKind.Variable, symbol.Name, symbol, name));
            else if (symbol is IPropertySymbol property && !IsMoment(property))
                _parts.Add(new PathPart(PathPartKind.Variable, symbol.Name, symbol, name));
            else
                AddUnknown(name);
        }

        private void AddValue(ISymbol variable, ExpressionSyntax value, int depth)
        {
            _isNamedTemporary |= variable.Name.HasWord(TemporaryName.IsWord);
            Add(value, depth + 1);
        }

        // DateTime.Now, Environment.TickCount, Environment.ProcessId, thread.ManagedThreadId, process.Id
        private static bool IsMoment(IPropertySymbol property) =>
            property.ContainingType is { ContainingNamespace.Name: "System", Name: "DateTime" or "DateTimeOffset" }
            || property is { ContainingType.Name: "Environment", Name: "ProcessId" or "TickCount" or "TickCount64" or "CurrentManagedThreadId" }
            || property.ContainingType is { Name: "Thread" or "Process" or "Random" or "Stopwatch" };

        private void AddCall(InvocationExpressionSyntax call, int depth)
        {
            var method = Model.Called(call, reader.CancellationToken);
            var passed = call.ArgumentList.Arguments.Select(static argument => argument.Expression).ToList();
            if (method is null)
            {
                AddUnknown(call);
            }
            else if (method.ContainingType is { Name: "Path" or "PathBase" or "IPath" or "PathWrapper" })
            {
                AddPathCall(call, method, passed, depth);
            }
            else if (method.ContainingType is { Name: "Directory" or "IDirectory" or "DirectoryBase" } && method.Name is "CreateDirectory" && passed.Count > 0)
            {
                Add(passed[0], depth + 1);
            }
            else if (method.ContainingType is { Name: "Directory" or "IDirectory" or "DirectoryBase" } && method.Name is "CreateTempSubdirectory")
            {
                AddTemporary(call);
            }
            else if (method.ContainingType.SpecialType == SpecialType.System_String && method.Name is "Concat" or "Format")
            {
                foreach (var argument in passed)
                    Add(argument, depth + 1);
            }
            else if (method.ContainingType.SpecialType == SpecialType.System_String && call.Expression is MemberAccessExpressionSyntax { Expression: var text } && !method.IsStatic)
            {
                AddFunction(method.Name, [text, .. passed], depth);
            }
            else if (method.Name == "GetEnvironmentVariable" && passed.Count > 0 && Model.GetConstantValue(passed[0], reader.CancellationToken).Value is "TEMP" or "TMP" or "TMPDIR")
            {
                AddTemporary(call);
            }
            else if (reader.Result(method) is { } result)
            {
                var inner = new Reading(reader, PathArguments.Of(method, call.ArgumentList, argument => ReadInner(argument, depth)));
                inner.Add(result, depth + 1);
                AddAll(inner.Value);
            }
            else
            {
                AddUnknown(call);
            }
        }

        private PathValue ReadInner(ExpressionSyntax argument, int depth)
        {
            var inner = new Reading(reader, arguments);
            inner.Add(argument, depth + 1);
            return inner.Value;
        }

        private void AddPathCall(InvocationExpressionSyntax call, IMethodSymbol method, List<ExpressionSyntax> passed, int depth)
        {
            switch (method.Name)
            {
                case "GetTempPath" or "GetTempFileName":
                    AddTemporary(call);
                    break;
                case "GetRandomFileName":
                    AddUnknown(call);
                    break;
                case "GetFullPath" when passed.Count > 0:
                    Add(passed[0], depth + 1);
                    break;
                case "Combine" or "Join":
                    for (var index = 0; index < passed.Count; index++)
                    {
                        if (index > 0 && !(_parts.Count > 0 && _parts[_parts.Count - 1] is { Kind: PathPartKind.Text } last && last.Text.EndsWith("/", StringComparison.Ordinal)))
                            AddText("/");
                        Add(passed[index], depth + 1);
                    }

                    break;
                default:
                    AddFunction(method.Name, passed, depth);
                    break;
            }
        }

        private void AddFunction(string name, List<ExpressionSyntax> of, int depth)
        {
            _parts.Add(new PathPart(PathPartKind.Function, name));
            foreach (var expression in of)
                Add(expression, depth + 1);
            _parts.Add(new PathPart(PathPartKind.End, name));
        }

        private void AddTemporary(ExpressionSyntax call) => _parts.Add(new PathPart(PathPartKind.Temporary, "", node: call));

        private void AddUnknown(ExpressionSyntax expression) => _parts.Add(new PathPart(PathPartKind.Unknown, NameOf(expression), node: expression));

        private static string NameOf(ExpressionSyntax expression) => expression switch
        {
            InvocationExpressionSyntax call => call.CalledName()?.Identifier.ValueText ?? "",
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            _ => "",
        };

        private void AddAll(PathValue value)
        {
            _isNamedTemporary |= value.IsNamedTemporary;
            foreach (var part in value.Parts)
            {
                if (part.Kind == PathPartKind.Text)
                    AddText(part.Text);
                else
                    _parts.Add(part);
            }
        }

        private void AddText(string text)
        {
            if (text.Length == 0)
                return;
            text = text.Replace('\\', '/');
            if (_parts.Count > 0 && _parts[_parts.Count - 1] is { Kind: PathPartKind.Text } last)
                _parts[_parts.Count - 1] = new PathPart(PathPartKind.Text, last.Text + text);
            else
                _parts.Add(new PathPart(PathPartKind.Text, text));
        }
    }

    private SemanticModel Model => model;

    private CancellationToken CancellationToken => cancellationToken;
}
