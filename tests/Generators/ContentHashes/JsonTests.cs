using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class JsonTests
{
    private const string Text = $"\"{Known.OfAbc}\"";

    private static readonly JsonSerializerOptions SmallPieces = new() { DefaultBufferSize = 16 };

    private static readonly PayloadHash Hash = PayloadHash.Parse(Known.OfAbc);

    [Fact]
    public void It_is_its_text_as_a_value_and_as_a_key()
    {
        var both = new Dictionary<PayloadHash, PayloadHash?> { [Hash] = Hash };
        var text = JsonSerializer.Serialize(both);

        Assert.Equal($"{{{Text}:{Text}}}", text);
        Assert.Equal(both, JsonSerializer.Deserialize<Dictionary<PayloadHash, PayloadHash?>>(text));
        Assert.Null(JsonSerializer.Deserialize<PayloadHash?>("null"));
    }

    [Fact]
    public void The_prefixed_form_and_escapes_are_read_too()
    {
        Assert.Equal(Hash, JsonSerializer.Deserialize<PayloadHash>($"\"sha256:{Known.OfAbc}\""));
        Assert.Equal(Hash, JsonSerializer.Deserialize<PayloadHash>($"\"{string.Concat(("sha256:" + Known.OfAbc).Select(character => $"\\u{(int)character:x4}"))}\""));
    }

    [Fact]
    public async Task It_is_read_from_pieces()
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes($"[{string.Join(",", Enumerable.Repeat(Text, 100))}]"));
        var read = await JsonSerializer.DeserializeAsync<PayloadHash[]>(stream, SmallPieces);

        Assert.Equal(Enumerable.Repeat(Hash, 100), read);

        var first = new Piece(Encoding.ASCII.GetBytes(Text[..20]));
        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, first.Then(Encoding.ASCII.GetBytes(Text[20..])), Text.Length - 20));
        Assert.True(reader.Read() && reader.HasValueSequence);
        Assert.Equal(Hash, JsonSerializer.Deserialize<PayloadHash>(ref reader));
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes) => Memory = bytes;

        public Piece Then(byte[] bytes)
        {
            var next = new Piece(bytes) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }

    [Theory]
    [InlineData("\"ba78\"", "PayloadHash takes 64 lower-case hexadecimal characters, but this text has 4.")]
    [InlineData("\"sha512:00\"", "PayloadHash is a SHA-256: it takes \"sha256:\" or nothing before its characters, but this text begins with \"sha512:\".")]
    [InlineData("12", "PayloadHash is a string in JSON, but this is Number.")]
    [InlineData("{}", "PayloadHash is a string in JSON, but this is StartObject.")]
    public void What_is_no_hash_is_refused_with_where_it_stands(string json, string message)
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PayloadHash[]>($"[{Text}, {json}]"));

        Assert.Equal((message, "$[1]"), (exception.Message, exception.Path));
    }

    [Fact]
    public void A_key_that_is_no_hash_is_refused() => Assert.Equal(
        "PayloadHash takes 64 lower-case hexadecimal characters, but this text has 1.",
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<PayloadHash, int>>("{\"a\":1}")).Message);

    [Fact]
    public void A_long_escaped_text_is_refused_without_being_copied() => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<PayloadHash>($"\"{string.Concat(Enumerable.Repeat("\\u0061", 1000))}\""));

    [Fact]
    public void Null_is_no_hash() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PayloadHash>("null"));

    [Fact]
    public void The_default_value_is_not_written()
    {
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(default(PayloadHash)));
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(new Dictionary<PayloadHash, int> { [default] = 1 }));
    }

    // A context in another assembly could not name an internal one.
    [Fact]
    public void Without_the_library_the_type_has_a_public_converter_of_its_own()
    {
        var run = ContentHashTest.WithoutLibrary(
            """
            using System.Collections.Generic;
            using System.Text.Json;

            [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]
            public readonly partial struct H;

            public static class Program
            {
                public static string Main() => JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<H, H?>>(JsonSerializer.Serialize(new Dictionary<H, H> { [H.Compute("abc"u8)] = H.Compute([]) })))
                    + typeof(H.JsonConverter).IsNestedPublic;
            }
            """).Run();

        Assert.Equal($"{{{Text}:\"{Known.OfNothing}\"}}True", run.Invoke<string>("Program", "Main"));
    }

    [Fact]
    public void A_source_generated_context_of_another_assembly_needs_nothing()
    {
        var both = new Dictionary<PayloadHash, PayloadHash> { [Hash] = Hash };
        var text = JsonSerializer.Serialize(both, HashContext.Default.DictionaryPayloadHashPayloadHash);

        Assert.Equal($"{{{Text}:{Text}}}", text);
        Assert.Equal(both, JsonSerializer.Deserialize(text, HashContext.Default.DictionaryPayloadHashPayloadHash));
    }

    [Fact]
    public void A_source_generated_context_of_the_same_project_sees_the_converter_that_is_named_on_the_type()
    {
        var hash = VisibleHash.Parse(Known.OfAbc);
        var both = new Dictionary<VisibleHash, VisibleHash> { [hash] = hash };
        var text = JsonSerializer.Serialize(both, HashContext.Default.DictionaryVisibleHashVisibleHash);

        Assert.Equal($"{{{Text}:{Text}}}", text);
        Assert.Equal(both, JsonSerializer.Deserialize(text, HashContext.Default.DictionaryVisibleHashVisibleHash));
        Assert.Null(typeof(VisibleHash).GetNestedType("JsonConverter"));
    }
}

[JsonSerializable(typeof(Dictionary<PayloadHash, PayloadHash>))]
[JsonSerializable(typeof(Dictionary<VisibleHash, VisibleHash>))]
internal sealed partial class HashContext : JsonSerializerContext;
