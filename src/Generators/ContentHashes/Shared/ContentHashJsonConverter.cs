namespace Guarded.Generated;

/// <summary>Reads and writes hashes as JSON, from UTF-8 to UTF-8.</summary>
internal sealed class ContentHashJsonConverter<THash> : JsonConverter<THash>
    where THash : struct, IUtf8SpanParsable<THash>, IUtf8SpanFormattable
{
    // The longest text of a hash, with each character escaped.
    private const int MaximumLength = 6 * 144;

    public override THash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            throw new JsonException($"{typeof(THash).Name} is a string in JSON, but this is {reader.TokenType}.");

        if (!reader.HasValueSequence && !reader.ValueIsEscaped)
            return Parse(reader.ValueSpan);

        long length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > MaximumLength)
            throw new JsonException($"{typeof(THash).Name} is shorter than this string of {length} bytes.");

        Span<byte> text = stackalloc byte[MaximumLength];
        return Parse(text[..reader.CopyString(text)]);
    }

    public override void Write(Utf8JsonWriter writer, THash value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[MaximumLength];
        writer.WriteStringValue(Format(value, text));
    }

    public override THash ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, THash value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[MaximumLength];
        writer.WritePropertyName(Format(value, text));
    }

    private static ReadOnlySpan<byte> Format(THash hash, Span<byte> text) =>
        hash.TryFormat(text, out int length, default, null) ? text[..length] : default;

    private static THash Parse(ReadOnlySpan<byte> utf8Text)
    {
        try
        {
            return THash.Parse(utf8Text, null);
        }
        catch (FormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }
}
