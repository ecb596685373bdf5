using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Guarded.Analyzers.Hashes;

/// <summary>Text that is known when it is compiled, also by way of what holds it and is set only once.</summary>
internal sealed class ConstantText(CancellationToken cancellationToken)
{
    // A field may be set to itself by way of others.
    private const int LongestWay = 8;

    private int _steps;

    /// <summary>Reads a string or a span of one, in UTF-16 or UTF-8; null is a text too.</summary>
    public bool TryRead(IOperation value, out string? text)
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
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } sum:
                return TryJoin([sum.LeftOperand, sum.RightOperand], out text);
            case IInterpolatedStringOperation { ConstantValue.HasValue: false } interpolated:
                return TryJoin(interpolated.Parts.Select(Content), out text);
            case IInvocationOperation call when IsConcat(call):
                return TryJoin(call.Arguments.SelectMany(Elements), out text);
            case IInvocationOperation call when Copied(call) is { } copied:
                return TryRead(copied, out text);
            case IFieldReferenceOperation { Field: { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String } }:
                text = "";
                return true;
            // The elements of an array may be set.
            case ILocalReferenceOperation or IFieldReferenceOperation when value is { ConstantValue.HasValue: false, Type: { SpecialType: SpecialType.System_String } or { Name: "ReadOnlySpan" } }:
                text = null;
                return _steps++ < LongestWay && SetOnce.Value(value, cancellationToken) is { } set && TryRead(set, out text);
            default:
                return TryConstant(value, out text);
        }
    }

    private static bool TryConstant(IOperation value, out string? text)
    {
        text = value.ConstantValue is { HasValue: true, Value: var constant } ? constant as string : null;
        return value.ConstantValue is { HasValue: true, Value: null or string };
    }

    private bool TryJoin(IEnumerable<IOperation?> parts, out string? text)
    {
        text = "";
        foreach (var part in parts)
        {
            if (part is null || !TryRead(part, out var next))
                return false;
            text += next;
        }

        return true;
    }

    // Null where it is aligned or formatted.
    private static IOperation? Content(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation fixedText => fixedText.Text,
        IInterpolationOperation { Alignment: null, FormatString: null } hole => hole.Expression,
        _ => null,
    };

    private static bool IsConcat(IInvocationOperation call) => call.TargetMethod is { Name: nameof(string.Concat), ContainingType.SpecialType: SpecialType.System_String };

    private static IEnumerable<IOperation?> Elements(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: var values } } => values,
        { ArgumentKind: ArgumentKind.ParamCollection, Value: ICollectionExpressionOperation { Elements: var values } } => values,
        _ => [argument.Value],
    };

    /// <summary>The text that a call hands on as it is: <c>AsSpan()</c>, <c>ToCharArray()</c>, <c>Encoding.UTF8.GetBytes("…")</c>.</summary>
    private static IOperation? Copied(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "AsSpan", ContainingType.Name: "MemoryExtensions", Parameters.Length: 1 } => call.Arguments[0].Value,
        { Name: nameof(string.ToCharArray), ContainingType.SpecialType: SpecialType.System_String, Parameters.IsEmpty: true } => call.Instance,
        { Name: "GetBytes", ContainingType: var encoding, Parameters.Length: 1 } when encoding.IsNamed("System.Text", "Encoding")
            && call.Instance is IPropertyReferenceOperation { Property.Name: "UTF8" or "ASCII" } => call.Arguments[0].Value,
        _ => null,
    };
}
