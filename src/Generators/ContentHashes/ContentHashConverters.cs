namespace Guarded.Generators.ContentHashes;

/// <summary>The nested types that carry a content hash into JSON and into databases.</summary>
internal static class ContentHashConverters
{
    public static string Json(ContentHashModel hash) =>
        $$"""

            /// <summary>Keeps a hash in JSON as its text.</summary>
            {{ContentHashMembers.Mark}} public sealed class JsonConverter : System::Text.Json.Serialization.JsonConverterFactory
            {
                /// <inheritdoc/>
                public override bool CanConvert(System::Type typeToConvert) => typeToConvert == typeof({{hash.Type}});

                /// <inheritdoc/>
                public override System::Text.Json.Serialization.JsonConverter CreateConverter(System::Type typeToConvert, System::Text.Json.JsonSerializerOptions options) =>
                    new Guarded::ContentHashJsonConverter<{{hash.Type}}>();
            }
        """;

    public static string EntityFramework(ContentHashModel hash) =>
        $$"""

            /// <summary>Keeps a hash in a database of EF Core as its bytes.</summary>
            {{ContentHashMembers.Mark}} public sealed class EfValueConverter() : global::Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<{{hash.Type}}, byte[]>(
                hash => Codec.ToArray(hash._digest), bytes => new(Codec.FromArray(bytes)), new(size: SizeInBytes));

            /// <summary>Compares hashes for EF Core.</summary>
            {{ContentHashMembers.Mark}} public sealed class EfValueComparer() : global::Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<{{hash.Type}}>(favorStructuralComparisons: false);
        """;

    public static string Dapper(ContentHashModel hash) =>
        $$"""

            /// <summary>Gives Dapper the bytes of a hash, and reads it from bytes or text.</summary>
            {{ContentHashMembers.Mark}} public sealed class DapperTypeHandler : global::Dapper.SqlMapper.TypeHandler<{{hash.Type}}>
            {
                /// <inheritdoc/>
                public override void SetValue(System::Data.IDbDataParameter parameter, {{hash.Type}} value) => Codec.Write(parameter, value._digest);

                /// <inheritdoc/>
                public override {{hash.Type}} Parse(object value) => new(Codec.Read(value));
            }
        """;
}
