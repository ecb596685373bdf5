using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers;

/// <summary>Values that are certainly null or default, whatever happens before.</summary>
internal static class Nothing
{
    public static bool IsNothing(this IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
            value = conversion.Operand;

        return value is IDefaultValueOperation
            || value.ConstantValue is { HasValue: true, Value: null }
            || (value is IObjectCreationOperation { Type.IsValueType: true, Initializer: null or { Initializers.IsEmpty: true }, Arguments.IsEmpty: true } creation
                && creation.Constructor is null or { IsImplicitlyDeclared: true });
    }
}
