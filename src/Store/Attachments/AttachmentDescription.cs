using System.Buffers;
using System.Collections.ObjectModel;
using System.Text;

namespace Guarded.Store.Attachments;

/// <summary>What the caller says of an attachment. One that could not be stored cannot be made: every property refuses what breaks its rule.</summary>
public sealed record AttachmentDescription
{
    /// <summary>The longest label, in UTF-16 code units.</summary>
    public const int MaxLabelLength = 1_024;

    /// <summary>The longest key of the metadata, in UTF-16 code units.</summary>
    public const int MaxMetadataKeyLength = 128;

    /// <summary>The most that all keys and values of the metadata may have together, in UTF-16 code units.</summary>
    public const int MaxMetadataLength = 32_768;

    /// <summary>Describes content of a media type.</summary>
    /// <param name="mediaType">A type and a subtype, such as <c>image/png</c> or <c>text/plain; charset=utf-8</c> (RFC 9110, 8.3.1; at most 255 characters).</param>
    /// <exception cref="ArgumentException">It is no media type; the message says where it breaks the syntax.</exception>
    public AttachmentDescription(string mediaType) => MediaType = mediaType;

    /// <summary>What kind of content it is, as it was given.</summary>
    /// <exception cref="ArgumentException">It is no media type.</exception>
    public string MediaType
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(MediaType));
            field = MediaTypeSyntax.Fault(value) is { } fault
                ? throw new ArgumentException($"'{value}' is no media type: {fault}.", nameof(MediaType))
                : value;
        }
    }

    /// <summary>The width in pixels, above zero, or null where it has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public int? Width
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value ?? 1, nameof(Width));
            field = value;
        }
    }

    /// <summary>The height in pixels, above zero, or null where it has none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public int? Height
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value ?? 1, nameof(Height));
            field = value;
        }
    }

    /// <summary>A text for people, at most <see cref="MaxLabelLength"/> long, or null.</summary>
    /// <exception cref="ArgumentException">It is too long, or has half a surrogate pair, which no JSON can hold.</exception>
    public string? Label
    {
        get;
        init
        {
            if (value?.Length > MaxLabelLength)
                throw new ArgumentException($"The label has {value.Length} characters, more than {MaxLabelLength}.", nameof(Label));
            RequireWhole(value, "The label", nameof(Label));
            field = value;
        }
    }

    /// <summary>The caller's own words, by keys that differ by their code units. A copy is kept of what is given.</summary>
    /// <exception cref="ArgumentException">A key is null, empty, too long or has a control character, a value is null, a text has half a surrogate pair, or all is too long together.</exception>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Metadata));
            field = Copy(value, nameof(Metadata));
        }
    } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether the two say the same, metadata included.</summary>
    public bool Equals(AttachmentDescription? other) =>
        other is not null && (MediaType, Width, Height, Label) == (other.MediaType, other.Width, other.Height, other.Label) && Metadata.SequenceEqual(other.Metadata);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MediaType, Width, Height, Label, Metadata.Count);

    // Sorted, so that equal metadata is equal in order too.
    private static ReadOnlyDictionary<string, string> Copy(IReadOnlyDictionary<string, string> given, string property)
    {
        var copy = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var length = 0;
        foreach (var (key, value) in given)
        {
            RequireKey(key, property);
            RequireWhole(value ?? throw new ArgumentException($"The metadata '{key}' is null. Leave it out instead.", property), $"The metadata '{key}'", property);
            length += key.Length + value.Length;
            if (length > MaxMetadataLength)
                throw new ArgumentException($"The metadata has more than {MaxMetadataLength} characters. Attach what is longer as content of its own.", property);
            copy.Add(key, value);
        }
        return new ReadOnlyDictionary<string, string>(copy);
    }

    private static void RequireKey(string? key, string property)
    {
        if (key is null)
            throw new ArgumentException("A metadata key is null. Leave it out instead.", property);
        if (key.Length is 0 or > MaxMetadataKeyLength)
            throw new ArgumentException($"A metadata key has {key.Length} characters, not 1 to {MaxMetadataKeyLength}.", property);
        if (key.Any(char.IsControl))
            throw new ArgumentException($"A metadata key has the control character U+{(int)key.First(char.IsControl):X4}.", property);
        RequireWhole(key, "A metadata key", property);
    }

    private static void RequireWhole(ReadOnlySpan<char> text, string what, string property)
    {
        for (var rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
                throw new ArgumentException($"{what} has half a surrogate pair at character {text.Length - rest.Length}.", property);
            rest = rest[consumed..];
        }
    }
}
