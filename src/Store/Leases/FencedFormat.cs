using System.Globalization;
using System.Text;
using Guarded.Store.Objects;

namespace Guarded.Store.Leases;

/// <summary>
/// How a fenced pointer is written, version 1: a line 'guarded-fence 1', the epoch's two numbers, the content's length or '-', and a
/// token that makes every write unlike all others; then the content.
/// </summary>
internal static class FencedFormat
{
    public const int MaxLength = MaxHeader + FencedPointer.MaxLength;

    private const int MaxHeader = 128;
    private const string Magic = "guarded-fence";
    private const string Version = "1";

    public static byte[] Write(FencedContent fenced)
    {
        var length = fenced.Committed is { } committed ? committed.Length.ToString(CultureInfo.InvariantCulture) : "-";
        var header = Encoding.ASCII.GetBytes($"{Magic} {Version} {fenced.Epoch.Structure} {fenced.Epoch.Own} {length} {RandomToken.Format(RandomToken.New())}\n");
        return [.. header, .. fenced.Committed.GetValueOrDefault().Span];
    }

    public static FencedContent Read(ObjectKey key, ReadOnlyMemory<byte> content)
    {
        var end = content.Span[..Math.Min(MaxHeader, content.Length)].IndexOf((byte)'\n');
        if (end < 0 || Encoding.ASCII.GetString(content.Span[..end]).Split(' ') is not [Magic, var version, .. var rest])
            throw new FencedPointerUnreadableException(key, "it does not begin as one");
        if (version != Version)
            throw new FencedPointerUnreadableException(key, $"it has version {version}, and this program knows version {Version} only");
        if (rest is not [var structure, var own, var length, _] || !TryNumber(structure, out var first) || !TryNumber(own, out var second))
            throw new FencedPointerUnreadableException(key, "its first line is damaged");
        var body = content[(end + 1)..];
        var fits = length == "-" ? body.IsEmpty : TryNumber(length, out var expected) && expected == body.Length;
        return fits
            ? new FencedContent(new EpochToken(first, second), length == "-" ? (ReadOnlyMemory<byte>?)null : body)
            : throw new FencedPointerUnreadableException(key, "its content does not have the length that its first line says");
    }

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
