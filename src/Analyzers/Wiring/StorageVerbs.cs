namespace Guarded.Analyzers.Wiring;

/// <summary>What methods do with data, by the first words of their names.</summary>
internal static class StorageVerbs
{
    /// <summary>Whether it puts data where it stays.</summary>
    public static bool Stores(string method) => First(method)
        is "store" or "save" or "upload" or "put" or "persist" or "archive" or "backup" or "stage"
        && method is not ("SaveChanges" or "SaveChangesAsync");

    /// <summary>Whether it has its data from a place that keeps it.</summary>
    public static bool Reads(string method) => First(method) switch
    {
        "read" or "load" or "download" or "fetch" or "find" or "query" or "receive" => true,
        // What somebody uploads is open already, and gone afterwards.
        "open" => method != "OpenReadStream",
        "get" => method is not ("GetBytes" or "GetString" or "GetByteCount" or "GetBuffer" or "GetHashAndReset" or "GetCurrentHash"),
        _ => false,
    };

    /// <summary>Whether it makes an entry.</summary>
    public static bool Records(string method) => First(method)
        is "create" or "add" or "insert" or "record" or "append" or "register" or "write" or "log" or "upsert" or "update" or "set" or "begin" or "start" or "complete" or "save" or "commit";

    /// <summary>Whether it works on data and keeps none of it.</summary>
    public static bool Works(string method) => First(method)
        is "parse" or "try" or "deserialize" or "validate" or "check" or "verify" or "map" or "convert" or "decode" or "transform" or "process" or "handle" or "analyze" or "analyse" or "classify" or "count" or "normalize";

    /// <summary>Whether it only makes another form of data.</summary>
    public static bool Converts(string method) => method
        is "GetBytes" or "GetString" or "ToArray" or "ToList" or "AsSpan" or "AsMemory" or "AsStream" or "OpenReadStream" or "ToString" or "Trim" or "TrimEnd" or "TrimStart" or "Substring" or "Slice" or "Replace" or "Normalize"
            or "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant" or "FromBase64String" or "ToBase64String" or "FromHexString" or "ToHexString" or "ToHexStringLower" or "Concat" or "Join" or "Select"
            or "ConfigureAwait" or "GetBuffer" or "TryGetBuffer" or "AsTask" or "Encode" or "Format" or "Parse" or "FromBytes" or "Take" or "Skip"
        || method.StartsWith("Serialize", StringComparison.Ordinal);

    private static string First(string method) => Words.Of(method) is [var verb, ..] ? verb : "";
}
