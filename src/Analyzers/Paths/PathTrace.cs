using Guarded.Analyzers.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Paths;

/// <summary>Follows a path from the call that uses it back to where a name from outside is put below a folder.</summary>
internal sealed class PathTrace(SemanticModel model, CancellationToken cancellationToken)
{
    private const int LongestWay = 6;

    // Everything on the way may be looked at.
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private readonly HashSet<SyntaxNode> _functions = [];

    /// <summary>The place where it is put there, as what, and the name itself; null where none is, or where something on the way looks at it.</summary>
    public (JoinedPath Path, ExpressionSyntax Part, ExpressionSyntax Name)? Find(ExpressionSyntax path)
    {
        _functions.Add(path.Function());
        var found = Joint(path, caller: null, LongestWay);
        return found is var (_, _, name) && !_functions.Any(function => PathChecks.Has(function, _names, ofEntry: name is MemberAccessExpressionSyntax)) ? found : null;
    }

    private (JoinedPath, ExpressionSyntax, ExpressionSyntax)? Joint(ExpressionSyntax path, Call? caller, int steps)
    {
        if (steps == 0)
            return null;
        var bare = path.Bare();
        if (JoinedPath.Of(bare, model, cancellationToken) is { } joined)
        {
            foreach (var name in joined.Names)
            {
                if (Source(name, caller, steps) is { } source && (source.IsEntry || !joined.Root.Any(root => IsOfCaller(root, caller, steps))))
                    return (joined, name, source.Expression);
            }

            return joined.Root.Select(root => Joint(root, caller, steps - 1)).FirstOrDefault(static found => found is not null);
        }

        return bare switch
        {
            IdentifierNameSyntax name when IsLocal(name) => Values(name).Select(value => Joint(value, caller, steps - 1)).FirstOrDefault(static found => found is not null),
            AwaitExpressionSyntax { Expression: var task } => Joint(task, caller, steps - 1),
            ConditionalExpressionSyntax choice => Joint(choice.WhenTrue, caller, steps - 1) ?? Joint(choice.WhenFalse, caller, steps - 1),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName", Expression: var file } => Joint(file, caller, steps - 1),
            ObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } => arguments.Only() is { } named ? Joint(named.Expression, caller, steps - 1) : null,
            BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Joint(sum.Left, caller, steps - 1),
            InvocationExpressionSyntax call => OfCall(call, caller, steps),
            _ => null,
        };
    }

    private (JoinedPath, ExpressionSyntax, ExpressionSyntax)? OfCall(InvocationExpressionSyntax call, Call? caller, int steps)
    {
        if (call.CalledName() is { Identifier.ValueText: "GetFullPath" or "GetDirectoryName" or "ChangeExtension" or "CreateDirectory" } name
            && FileOwner.Of(name, model, cancellationToken) is FileOwnerKind.Path or FileOwnerKind.Folder)
        {
            return call.ArgumentList.Arguments.FirstOrDefault() is { } first ? Joint(first.Expression, caller, steps - 1) : null;
        }

        // One step into a method of the same file.
        if (caller is not null
            || call.Expression.Bare() is not SimpleNameSyntax
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
            || method.DeclaringSyntaxReferences.Only() is not { } declared
            || declared.SyntaxTree != model.SyntaxTree)
        {
            return null;
        }

        var body = declared.GetSyntax(cancellationToken);
        _functions.Add(body);
        return Results(body).Select(result => Joint(result, new Call(call, method), steps - 1)).FirstOrDefault(static found => found is not null);
    }

    private static IEnumerable<ExpressionSyntax> Results(SyntaxNode function) => function.DescendantNodes().Select(node => node switch
    {
        ReturnStatementSyntax { Expression: { } result } => result,
        ArrowExpressionClauseSyntax { Expression: var result } => result,
        _ => null,
    }).OfType<ExpressionSyntax>();

    /// <summary>The name from outside that a text carries.</summary>
    private (ExpressionSyntax Expression, bool IsEntry)? Source(ExpressionSyntax name, Call? caller, int steps)
    {
        if (steps == 0)
            return null;
        switch (name.Bare())
        {
            case MemberAccessExpressionSyntax access when OutsideName.IsEntry(access, model, cancellationToken):
                _names.UnionWith(access.DescendantNodes().OfType<IdentifierNameSyntax>().Where(part => part != access.Name).Select(static part => part.Identifier.ValueText));
                return (access, true);
            case IdentifierNameSyntax identifier:
                return OfVariable(identifier, caller, steps);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var text, Name.Identifier.ValueText: var method } } call when LeavesSteps(method, call):
                return Source(text, caller, steps - 1);
            case InterpolatedStringExpressionSyntax format:
                return First(format.Contents.OfType<InterpolationSyntax>().Select(static hole => hole.Expression), caller, steps);
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                return First(JoinedPath.Operands(sum), caller, steps);
            case BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression):
                return First([choice.Left, choice.Right], caller, steps);
            case InvocationExpressionSyntax call when JoinedPath.Of(call, model, cancellationToken) is { } joined:
                return First([.. joined.Root, .. joined.Names], caller, steps);
            default:
                return null;
        }
    }

    private (ExpressionSyntax, bool)? First(IEnumerable<ExpressionSyntax> parts, Call? caller, int steps) =>
        parts.Select(part => Source(part, caller, steps - 1)).FirstOrDefault(static source => source is not null);

    private (ExpressionSyntax, bool)? OfVariable(IdentifierNameSyntax name, Call? caller, int steps)
    {
        switch (model.GetSymbolInfo(name, cancellationToken).Symbol)
        {
            case IParameterSymbol parameter:
                _names.Add(parameter.Name);
                if (caller?.Argument(parameter) is { } argument)
                    return Source(argument, caller: null, steps - 1);
                // What it is given later is not what came in.
                return OutsideName.IsKey(parameter, cancellationToken) && AssignedValues.Of(name).All(value => Source(value, caller, steps - 1) is not null) ? (name, false) : null;
            case ILocalSymbol:
                return First(Values(name), caller, steps);
            default:
                return null;
        }
    }

    // A caller who chooses the folder too may go where they like.
    private bool IsOfCaller(ExpressionSyntax root, Call? caller, int steps) => steps > 0 && root.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name =>
        model.GetSymbolInfo(name, cancellationToken).Symbol switch
        {
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } parameter =>
                caller?.Argument(parameter) is not { } argument || IsOfCaller(argument, caller: null, steps - 1),
            ILocalSymbol => AssignedValues.Of(name).Any(value => IsOfCaller(value, caller, steps - 1)),
            _ => false,
        });

    private bool IsLocal(IdentifierNameSyntax name) => model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol;

    private IReadOnlyList<ExpressionSyntax> Values(IdentifierNameSyntax local)
    {
        _names.Add(local.Identifier.ValueText);
        return AssignedValues.Of(local);
    }

    // What changes letters, ends or separators leaves ".." where it is.
    private static bool LeavesSteps(string method, InvocationExpressionSyntax call) => method switch
    {
        "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Trim" or "TrimStart" or "TrimEnd" or "ToString" or "Normalize" or "NotNull" or "OrThrow" => true,
        "Replace" => call.ArgumentList.Arguments.Count == 2 && call.ArgumentList.Arguments.All(static argument => IsSeparator(argument.Expression)),
        _ => false,
    };

    private static bool IsSeparator(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText is "/" or "\\",
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is "DirectorySeparatorChar" or "AltDirectorySeparatorChar",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString", Expression: var character } } => IsSeparator(character),
        _ => false,
    };

    // A call into a helper, with what its parameters are given.
    private sealed class Call(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        public ExpressionSyntax? Argument(IParameterSymbol parameter) =>
            SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) ? call.ArgumentList.Argument(parameter.Name, parameter.Ordinal) : null;
    }
}
