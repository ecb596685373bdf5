namespace Guarded.Generators.PayloadGuards;

/// <summary>The factory of a row, as text.</summary>
internal static class PayloadGuardSource
{
    public const string Factory = "Create";

    public static string Write(PayloadGuardModel row) =>
        EmittedFile.Write(row.Namespace, directives: "", row.ContainingTypes, $"{row.Header}\n{{\n    {string.Join("\n    ", Members(row))}\n}}");

    private static IEnumerable<string> Members(PayloadGuardModel row)
    {
        GuardedValue[] values = [.. row.Arguments, .. row.Initialized];
        yield return "/// <summary>Makes one whose payloads are stored: what is marked <c>[PayloadReference]</c> is demanded, and checked here.</summary>";
        foreach (var value in values)
            yield return $"/// <param name=\"{value.Parameter.TrimStart('@')}\">{(value.Check == PayloadCheckKind.None ? "For" : "What the store returned, for")} <c>{value.Member.TrimStart('@')}</c>.</param>";
        if (values.Any(static value => value.Check is PayloadCheckKind.Null or PayloadCheckKind.Empty))
            yield return "/// <exception cref=\"global::System.ArgumentNullException\">A reference is null.</exception>";
        if (values.Any(static value => value.Check is PayloadCheckKind.Default or PayloadCheckKind.Empty))
            yield return "/// <exception cref=\"global::System.ArgumentException\">A reference is empty or the default value: no payload was stored.</exception>";
        yield return $"[global::System.CodeDom.Compiler.GeneratedCode({Emitted.Arguments})]";
        yield return $"{row.Accessibility} static {row.Row} {Factory}({string.Join(", ", values.Select(Parameter))})";
        yield return "{";
        foreach (var value in values.Where(static value => value.Check != PayloadCheckKind.None))
            foreach (var line in Check(value).Split('\n'))
                yield return "    " + line;
        yield return $"    return new {row.Row}({string.Join(", ", row.Arguments.Select(static value => value.Parameter))}){Initializer(row)};";
        yield return "}";
    }

    private static string Parameter(GuardedValue value) =>
        (value.Check == PayloadCheckKind.None ? "" : "[global::Guarded.PayloadReference] ") + $"{value.Type} {value.Parameter}";

    private static string Initializer(PayloadGuardModel row) => row.Initialized.Count == 0
        ? ""
        : $" {{ {string.Join(", ", row.Initialized.Select(static value => $"{value.Member} = {value.Parameter}"))} }}";

    private static string Check(GuardedValue value) => value.Check switch
    {
        PayloadCheckKind.Null => $"global::System.ArgumentNullException.ThrowIfNull({value.Parameter});",
        PayloadCheckKind.Empty => $"global::System.ArgumentException.ThrowIfNullOrEmpty({value.Parameter});",
        _ => $"if (global::System.Collections.Generic.EqualityComparer<{value.Type}>.Default.Equals({value.Parameter}, default))\n"
            + $"    throw new global::System.ArgumentException(\"It is the default value: no payload was stored. Store the bytes first, and pass on what the store returned.\", nameof({value.Parameter}));",
    };
}
