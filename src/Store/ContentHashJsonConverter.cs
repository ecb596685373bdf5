using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guarded;

/// <summary>
/// Keeps a content hash in JSON as its text, as a value and as a property name. A hash type has a converter of its own already;
/// name this one on it, <c>[JsonConverter(typeof(ContentHashJsonConverter&lt;MyHash&gt;))]</c>, where a
/// <see cref="JsonSerializerContext"/> of the same project serialises it: one source generator cannot see what another emits.
/// </summary>
/// <typeparam name="THash">The content hash.</typeparam>
public sealed class ContentHashJsonConverter<THash> : JsonConverter<THash>
    where THash : struct, IUtf8SpanParsable<THash>, IUtf8SpanFormattable
{
    private static readonly Generated.ContentHashJsonConverter<THash> Emitted = new();

    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is no hash; the message says what is wrong, and where.</exception>
    public override THash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Emitted.Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The hash is default.</exception>
    public override void Write(Utf8JsonWriter writer, THash value, JsonSerializerOptions options) => Emitted.Write(writer, value, options);

    /// <inheritdoc/>
    /// <exception cref="JsonException">The name is no hash; the message says what is wrong, and where.</exception>
    public override THash ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Emitted.ReadAsPropertyName(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The hash is default.</exception>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, THash value, JsonSerializerOptions options) =>
        Emitted.WriteAsPropertyName(writer, value, options);
}
