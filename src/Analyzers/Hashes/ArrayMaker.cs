using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>A call that makes an array, all of whose elements are default. A pool lends arrays of anything, to be filled.</summary>
internal static class ArrayMaker
{
    /// <summary>The type of its elements; null where the call makes no array, or an empty one.</summary>
    public static ITypeSymbol? ElementOf(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "AllocateArray" or "AllocateUninitializedArray" } method when method.ContainingType.IsNamed("System", "GC") && !IsEmpty(call, 0) => method.TypeArguments.Only(),
        { Name: "CreateInstance" } method when method.ContainingType.IsNamed("System", "Array") && !IsEmpty(call, 1) => (call.Arguments[0].Value as ITypeOfOperation)?.TypeOperand,
        _ => null,
    };

    private static bool IsEmpty(IInvocationOperation call, int length) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == length)?.Value.ConstantValue is { HasValue: true, Value: 0 or 0L };
}
