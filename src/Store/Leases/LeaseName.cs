using System.Diagnostics.CodeAnalysis;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>
/// What a lease is called: segments as those of an <see cref="ObjectKey"/>, joined by '/', none ending with '.lease', which is
/// how the objects end that leases are kept in.
/// </summary>
public sealed class LeaseName : IEquatable<LeaseName>, IParsable<LeaseName>
{
    internal const string Folder = "leases/";
    internal const string Suffix = ".lease";

    private LeaseName(ObjectKey value)
    {
        Value = value;
        Key = ObjectKey.Parse($"{Folder}{value}{Suffix}");
    }

    /// <summary>Where the lease is kept.</summary>
    internal ObjectKey Key { get; }

    private ObjectKey Value { get; }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The text is no name; the message says which rule it breaks.</exception>
    public static LeaseName Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return FaultOf(s) is { } fault ? throw new FormatException($"'{s}' is no name of a lease: {fault}.") : new LeaseName(ObjectKey.Parse(s));
    }

    /// <summary>Reads a name, or gives false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out LeaseName? result)
    {
        result = s is not null && FaultOf(s) is null ? new LeaseName(ObjectKey.Parse(s)) : null;
        return result is not null;
    }

    /// <summary>The name of the lease that is kept there, or null where none can be.</summary>
    internal static LeaseName? Of(ObjectKey key)
    {
        var text = key.ToString();
        return text.StartsWith(Folder, StringComparison.Ordinal) && text.EndsWith(Suffix, StringComparison.Ordinal) && text.Length > Folder.Length + Suffix.Length
            && TryParse(text[Folder.Length..^Suffix.Length], out var name)
            ? name
            : null;
    }

    static LeaseName IParsable<LeaseName>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<LeaseName>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out LeaseName result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public bool Equals(LeaseName? other) => other is not null && Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LeaseName);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The name as it was parsed.</summary>
    public override string ToString() => Value.ToString();

    // The longest key that is made of it ends with the number of a link.
    private static string? FaultOf(string name) =>
        ObjectKey.FaultOf(name)
        ?? ObjectKey.FaultOf($"{Folder}{name}{Suffix}/{ulong.MaxValue}")
        ?? (name.Split('/').Any(segment => segment.EndsWith(Suffix, StringComparison.Ordinal)) ? $"a segment ends with '{Suffix}'" : null);
}
