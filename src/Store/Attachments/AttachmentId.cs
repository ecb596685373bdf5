using System.Diagnostics.CodeAnalysis;
using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>
/// Names an attachment: 128 random bits, written as 32 lower-case hexadecimal characters. It says nothing of the content,
/// so that many attachments can share one payload and none replaces another.
/// </summary>
public readonly record struct AttachmentId : IParsable<AttachmentId>
{
    private readonly UInt128 _bits;

    private AttachmentId(UInt128 bits) => _bits = bits;

    internal static AttachmentId NewRandom() => new(RandomToken.New());

    /// <summary>Reads an id: 32 lower-case hexadecimal characters, and nothing besides.</summary>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static AttachmentId Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var id) ? id : throw new FormatException($"'{s}' is no attachment id: {RandomToken.Rule}.");
    }

    /// <summary>Reads an id, or gives false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out AttachmentId result)
    {
        var parsed = RandomToken.TryParse(s, out var bits);
        result = new AttachmentId(bits);
        return parsed;
    }

    static AttachmentId IParsable<AttachmentId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<AttachmentId>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AttachmentId result) =>
        TryParse(s, out result);

    /// <summary>The id as it is parsed.</summary>
    public override string ToString() => RandomToken.Format(_bits);
}
