using Guarded.Analyzers.Hashes;

namespace Guarded.Analyzers.Wiring;

/// <summary>What names of members, parameters and columns say of hashes and of the data behind them.</summary>
internal static class HashNames
{
    /// <summary>Whether it is called a hash, and none of a secret or for a cache.</summary>
    public static bool IsHash(string name) =>
        Words.Of(name) is var words
        && words.Any(static word => word is "hash" or "digest" or "sha" or "checksum")
        && !words.Any(static word => word is "password" or "token" or "key" or "salt" or "secret" or "etag" or "cache" or "signature" or "user" or "ip" or "email" or "previous" or "prev" or "parent" or "chain" or "request" or "schema" or "config" or "settings" or "idempotency" or "query")
        && !Crypto.IsPassword(name);

    /// <summary>Whether it is called the hash of content.</summary>
    public static bool IsContentHash(string name) =>
        IsHash(name)
        && name.HasWord(static word => word is "content" or "payload" or "data" or "source" or "raw" or "blob" or "bytes" or "attachment" or "artifact" or "document" or "file" or "row" or "record");

    /// <summary>Whether an entry of this name notes what was seen, and is meant to keep no more.</summary>
    public static bool IsOfNotes(string type) =>
        type.HasWord(static word => word is "seen" or "processed" or "dedup" or "deduplication" or "duplicate" or "idempotency" or "idempotent" or "cache" or "cached" or "fingerprint" or "state" or "sync" or "token" or "user" or "password" or "checkpoint" or "log" or "event" or "webhook");

    /// <summary>Whether a member of this name says where the data is, or has it.</summary>
    public static bool HoldsPayload(string name) =>
        Words.Of(name) is { Count: > 0 } words
        && words[words.Count - 1] is not ("hash" or "digest" or "sha" or "checksum" or "length" or "size" or "count" or "type" or "name" or "id" or "index" or "at" or "date" or "kind" or "version" or "status" or "algorithm" or "format")
        && words.Any(static word => word is "path" or "url" or "uri" or "key" or "location" or "blob" or "reference" or "ref" or "content" or "payload" or "bytes" or "data" or "body" or "text" or "json" or "xml" or "raw" or "value" or "storage" or "bucket" or "object" or "file" or "document" or "attachment" or "address" or "handle" or "pointer" or "snapshot" or "message" or "html" or "image");
}
