using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers;

/// <summary>Code that is data: a lambda that becomes an expression tree is translated, not run.</summary>
internal static class ExpressionTree
{
    public static bool Holds(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation { Parent.Type: INamedTypeSymbol type } && type.IsNamed("System.Linq.Expressions", "Expression"))
                return true;
        }

        return false;
    }
}
