using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Guarded;

// What the framework's generator adds, which does not run here.
public sealed partial class EntryContext() : JsonSerializerContext(null)
{
    protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

    public override JsonTypeInfo? GetTypeInfo(Type type) => null;
}
