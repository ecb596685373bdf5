using System.Text;

namespace Guarded.Generators.ContentHashes;

/// <summary>The other part of a content hash, as text.</summary>
internal static class ContentHashSource
{
    // What stands before :: is looked up among aliases only, so no type of the project can take the place of these.
    private const string Aliases =
        """
        using System = global::System;
        using By = global::System.CodeDom.Compiler;
        using Flow = global::System.Diagnostics.CodeAnalysis;
        using Guarded = global::Guarded.Generated;


        """;

    public static bool IsAlias(string name) => name is "System" or "By" or "Flow" or "Guarded";

    public static string Write(ContentHashModel hash, Surroundings surroundings) =>
        EmittedFile.Write(hash.Namespace, Aliases, hash.ContainingTypes, Type(hash, surroundings));

    private static string Type(ContentHashModel hash, Surroundings surroundings) => string.Join("\n",
    [
        Head(hash, surroundings),
        ContentHashMembers.State(hash),
        ContentHashMembers.Making(hash),
        ContentHashMembers.Parsing(hash),
        ContentHashMembers.Comparing(hash),
        ContentHashMembers.Formatting(hash),
        .. Converters(hash, surroundings),
        "}",
    ]);

    private static string Head(ContentHashModel hash, Surroundings surroundings) =>
        $$"""
        [System::Diagnostics.DebuggerDisplay("{DebuggerText,nq}")]
        {{Attributes(hash, surroundings)}}readonly partial struct {{hash.Identifier}} : Guarded::IContentHash<{{hash.Type}}>
        {
        """;

    private static string Attributes(ContentHashModel hash, Surroundings surroundings)
    {
        var attributes = new StringBuilder();
        if (!hash.HasJsonConverter)
            attributes.Append($"[System::Text.Json.Serialization.JsonConverter(typeof({JsonConverter(hash, surroundings)}))]\n");
        if (!hash.HasTypeConverter)
            attributes.Append($"[System::ComponentModel.TypeConverter(typeof(Guarded::ContentHashTypeConverter<{hash.Type}>))]\n");

        return attributes.ToString();
    }

    // The library's, or one that is emitted: a context in another assembly must be able to name it.
    private static string JsonConverter(ContentHashModel hash, Surroundings surroundings) => surroundings.HasLibrary
        ? $"global::Guarded.ContentHashJsonConverter<{hash.Type}>"
        : $"{hash.Type}.JsonConverter";

    private static IEnumerable<string> Converters(ContentHashModel hash, Surroundings surroundings)
    {
        if (!hash.HasJsonConverter && !surroundings.HasLibrary)
            yield return ContentHashConverters.Json(hash);
        if (surroundings.HasEntityFramework)
            yield return ContentHashConverters.EntityFramework(hash);
        if (surroundings.HasDapper)
            yield return ContentHashConverters.Dapper(hash);
    }
}
