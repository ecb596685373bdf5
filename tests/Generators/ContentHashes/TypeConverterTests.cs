using System.ComponentModel;
using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class TypeConverterTests
{
    private static readonly TypeConverter Converter = TypeDescriptor.GetConverter(typeof(PayloadHash));

    [Fact]
    public void It_turns_text_into_a_hash_and_back()
    {
        var hash = PayloadHash.Parse(Known.OfAbc);

        Assert.True(Converter.CanConvertFrom(typeof(string)));
        Assert.True(Converter.CanConvertTo(typeof(string)));
        Assert.Equal(hash, Converter.ConvertFromInvariantString("sha256:" + Known.OfAbc));
        Assert.Equal(Known.OfAbc, Converter.ConvertToInvariantString(hash));
    }

    [Fact]
    public void Nothing_else_is_converted()
    {
        Assert.False(Converter.CanConvertFrom(typeof(byte[])));
        Assert.Throws<FormatException>(() => Converter.ConvertFromInvariantString("abc"));
        Assert.Throws<NotSupportedException>(() => Converter.ConvertFrom(12));
        Assert.Throws<NotSupportedException>(() => Converter.ConvertTo(PayloadHash.Parse(Known.OfAbc), typeof(int)));
        Assert.Throws<InvalidOperationException>(() => Converter.ConvertToInvariantString(default(PayloadHash)));
    }

    [Fact]
    public void Converters_of_the_types_own_are_left_in_their_place()
    {
        var run = ContentHashTest.Of(
            """
            [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]
            [System.ComponentModel.TypeConverter(typeof(MyTypeConverter))]
            [System.Text.Json.Serialization.JsonConverter(typeof(MyJsonConverter))]
            public readonly partial struct H;

            public sealed class MyTypeConverter : System.ComponentModel.TypeConverter;

            public sealed class MyJsonConverter : System.Text.Json.Serialization.JsonConverter<H>
            {
                public override H Read(ref System.Text.Json.Utf8JsonReader reader, System.Type type, System.Text.Json.JsonSerializerOptions options) => throw new System.NotSupportedException();
                public override void Write(System.Text.Json.Utf8JsonWriter writer, H value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue("mine");
            }

            public static class Program
            {
                public static string Main() => System.Text.Json.JsonSerializer.Serialize(H.Compute([])) + ((System.ComponentModel.TypeConverterAttribute)System.Attribute.GetCustomAttribute(typeof(H), typeof(System.ComponentModel.TypeConverterAttribute))!).ConverterTypeName;
            }
            """).Run();

        Assert.StartsWith("\"mine\"MyTypeConverter,", run.Invoke<string>("Program", "Main"), StringComparison.Ordinal);
    }
}
