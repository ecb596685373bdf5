using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>
/// The name of an object: segments joined by '/', each of lower-case letters, digits, '-', '_' and '.', none beginning
/// with '.'. Such a key is a file path that stays in its root on every system, and no two keys differ only in case.
/// </summary>
public sealed class ObjectKey : IEquatable<ObjectKey>, IParsable<ObjectKey>
{
    /// <summary>The longest key, in characters. S3 allows 1,024 bytes; the rest is left to the prefix of a bucket.</summary>
    public const int MaxLength = 512;

    /// <summary>The longest segment, in characters: the usual limit of a file name is 255 bytes.</summary>
    public const int MaxSegmentLength = 200;

    /// <summary>All that keys are made of, in ordinal order.</summary>
    internal const string Characters = "-./0123456789_abcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(Characters);

    private readonly string _value;

    private ObjectKey(string value) => _value = value;

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text is no key; the message says which rule it breaks.</exception>
    public static ObjectKey Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return FaultOf(s) is { } fault ? throw new FormatException($"'{s}' is no object key: {fault}.") : new ObjectKey(s);
    }

    /// <summary>Reads a key, or gives false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ObjectKey? result)
    {
        result = s is not null && FaultOf(s) is null ? new ObjectKey(s) : null;
        return result is not null;
    }

    // For a key that its caller puts together from what is valid already, such as a hash.
    internal static ObjectKey FromValid(string value)
    {
        Debug.Assert(FaultOf(value) is null);
        return new ObjectKey(value);
    }

    static ObjectKey IParsable<ObjectKey>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ObjectKey>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ObjectKey result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public bool Equals(ObjectKey? other) => other is not null && _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ObjectKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The key as it was parsed.</summary>
    public override string ToString() => _value;

    /// <summary>Why a text is no key, or null where it is one.</summary>
    internal static string? FaultOf(string key)
    {
        if (key.Length is 0 or > MaxLength)
            return $"it has {key.Length} characters, not 1 to {MaxLength}";
        foreach (var range in key.AsSpan().Split('/'))
            if (SegmentFault(key.AsSpan(range)) is { } fault)
                return fault;
        return null;
    }

    private static string? SegmentFault(ReadOnlySpan<char> segment)
    {
        if (segment.Length is 0 or > MaxSegmentLength)
            return $"a segment has {segment.Length} characters, not 1 to {MaxSegmentLength}";
        if (segment[0] == '.')
            return "a segment begins with '.'";
        // Windows drops a final dot, so that two keys would meet in one file.
        if (segment[^1] == '.')
            return "a segment ends with '.'";
        if (segment.IndexOfAnyExcept(Allowed) is >= 0 and var at)
            return $"the character U+{(int)segment[at]:X4} is not allowed";
        return WindowsDevice.IsNamed(segment) ? $"'{segment}' is a device name on Windows" : null;
    }
}
