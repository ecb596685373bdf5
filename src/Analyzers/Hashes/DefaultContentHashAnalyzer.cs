using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>GRD3001: a content hash that was neither computed nor parsed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultContentHashAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD3001",
        "A content hash is computed or parsed, never default",
        "{0} a default '{1}', which is no hash and throws when it is used as one. {2}.",
        Category.Hashes,
        DiagnosticSeverity.Error);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (HashTypes.In(context.Compilation) is not { } types)
            return;

        context.RegisterOperationAction(action => AnalyzeValue(action, types), OperationKind.DefaultValue, OperationKind.ObjectCreation);
        context.RegisterOperationAction(action => AnalyzeCall(action, types), OperationKind.Invocation);
        context.RegisterSyntaxNodeAction(action => AnalyzeParameter(action, types), SyntaxKind.Parameter);
        context.RegisterSyntaxNodeAction(action => AnalyzeArray(action, types), SyntaxKind.ArrayCreationExpression, SyntaxKind.StackAllocArrayCreationExpression);
        context.RegisterSymbolAction(action => AnalyzeMember(action, types), SymbolKind.Field, SymbolKind.Property);
    }

    private static void AnalyzeValue(OperationAnalysisContext context, HashTypes types)
    {
        var value = context.Operation;
        if (!value.IsImplicit && types.Include(value.Type) && value.IsNothing() && !types.Own(context.ContainingSymbol) && !DefaultUse.IsHarmless(value))
            context.Report(Value(value.Syntax, value.Type!));
    }

    // What a lambda or a local function takes by default belongs to no operation.
    private static void AnalyzeParameter(SyntaxNodeAnalysisContext context, HashTypes types)
    {
        if (context.Node is ParameterSyntax { Default.Value: var value, Parent.Parent: LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax }
            && context.SemanticModel.GetTypeInfo(value, context.CancellationToken).ConvertedType is { } type
            && types.Include(type))
        {
            context.Report(Value(value, type));
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, HashTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.Syntax is not InvocationExpressionSyntax syntax)
            return;

        if (ArrayMaker.ElementOf(call) is { } element)
        {
            if (types.Include(element) && IsLeftUnset(syntax, call.SemanticModel!, context.CancellationToken))
                context.Report(Array(Name(syntax), element));
        }
        else if (DefaultMaker.Of(call, types, context.CancellationToken) is { } made
            && (made.IsCertain ? !HashComparison.Holds(syntax) && !Assertion.Holds(syntax) : !DefaultUse.IsExpected(call)))
        {
            context.Report(made.IsCertain
                ? Finding(Name(syntax), "This makes", made.Hash, $"Compute or parse one, or use '{made.Hash.Name}?' where there may be none")
                : Finding(Name(syntax), "Where there is none, this returns", made.Hash, $"Ask first, or look for a '{made.Hash.Name}?'"));
        }
    }

    private static Location Name(InvocationExpressionSyntax call) => ((SyntaxNode?)call.CalledName() ?? call.Expression).GetLocation();

    private static void AnalyzeArray(SyntaxNodeAnalysisContext context, HashTypes types)
    {
        var (type, initializer) = context.Node switch
        {
            ArrayCreationExpressionSyntax array => (array.Type, array.Initializer),
            StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax stack } array => (stack, array.Initializer),
            _ => default,
        };
        if (type is not { ElementType: not PredefinedTypeSyntax } || initializer is not null || type.RankSpecifiers.Only() is not { Sizes: var sizes })
            return;

        if (context.SemanticModel.GetTypeInfo(type.ElementType, context.CancellationToken).Type is { } element
            && types.Include(element)
            && !types.Own(context.ContainingSymbol)
            && !sizes.Any(size => size is OmittedArraySizeExpressionSyntax || context.SemanticModel.GetConstantValue(size, context.CancellationToken) is { HasValue: true, Value: 0 or 0L or 0u or 0ul })
            && IsLeftUnset(context.Node, context.SemanticModel, context.CancellationToken))
        {
            context.Report(Array(context.Node.GetLocation(), element));
        }
    }

    private static bool IsLeftUnset(SyntaxNode array, SemanticModel model, CancellationToken cancellationToken) =>
        !ArrayFilling.MayFollow(array, model, cancellationToken) && !Assertion.Holds(array);

    private static void AnalyzeMember(SymbolAnalysisContext context, HashTypes types)
    {
        var member = context.Symbol;
        var type = (member as IFieldSymbol)?.Type ?? ((IPropertySymbol)member).Type;
        if (types.Include(type) && !types.Own(member) && UnsetMember.Is(member, context.CancellationToken))
            context.ReportDiagnostic(Finding(member.Locations[0], $"'{member.Name}' is left", type, Remedy(member, type)));
    }

    private static string Remedy(ISymbol member, ITypeSymbol type) => member.IsStatic || member is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true }
        ? $"Set it where it is declared or in every constructor, or declare it '{type.Name}?'"
        : $"Make it required, set it in every constructor, or declare it '{type.Name}?'";

    private static Diagnostic Value(SyntaxNode value, ITypeSymbol type) =>
        Finding(value.GetLocation(), "This is", type, $"Compute or parse one, or use '{type.Name}?' where there may be none");

    private static Diagnostic Array(Location place, ITypeSymbol element) =>
        Finding(place, "Each element of this array is", element, $"Make it of its elements, or of '{element.Name}?'");

    private static Diagnostic Finding(Location place, string what, ITypeSymbol hash, string remedy) =>
        Diagnostic.Create(Descriptor, place, what, hash.Name, remedy);
}
