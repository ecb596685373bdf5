using System.Text.Json.Serialization;
using Guarded;

namespace Fixes.Hashes;

[ContentHash(ContentHashAlgorithm.Sha256)]
internal readonly partial struct UnseenContentHashConverter;

[ContentHash(ContentHashAlgorithm.Sha512)]
internal readonly partial struct UnseenToo;

internal sealed record Entry(UnseenContentHashConverter Hash, UnseenToo Other);

[JsonSerializable(typeof(Entry))]
internal sealed partial class EntryContext : JsonSerializerContext;
