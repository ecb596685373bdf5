using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>Text that is known when it is compiled.</summary>
internal static class ConstantText
{
    /// <summary>Reads a string or a span of one, in UTF-16 or UTF-8; null is a text too.</summary>
    public static bool TryRead(IOperation value, out string? text)
    {
        while (value is IConversionOperation conversion)
        {
            if (TryConstant(conversion, out text))
                return true;
            value = conversion.Operand;
        }

        switch (value)
        {
            case IUtf8StringOperation utf8:
                text = utf8.Value;
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var left, RightOperand: var right } when !value.ConstantValue.HasValue:
                var isKnown = TryRead(left, out text) & TryRead(right, out var end);
                text += end;
                return isKnown;
            case IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType.Name: "MemoryExtensions", Parameters.Length: 1 }, Arguments: { Length: 1 } arguments }:
                return TryRead(arguments[0].Value, out text);
            case IFieldReferenceOperation { Field: { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String } }:
                text = "";
                return true;
            default:
                return TryConstant(value, out text);
        }
    }

    private static bool TryConstant(IOperation value, out string? text)
    {
        text = value.ConstantValue is { HasValue: true, Value: var constant } ? constant as string : null;
        return value.ConstantValue is { HasValue: true, Value: null or string };
    }
}
