using System.Text.Json.Serialization;

namespace Guarded.Generators.Tests.ContentHashes;

[ContentHash(ContentHashAlgorithm.Sha384)]
public readonly partial struct Sha384Hash;

[ContentHash(ContentHashAlgorithm.Sha512)]
public readonly partial struct Sha512Hash;

[ContentHash(ContentHashAlgorithm.Sha3_256)]
public readonly partial struct Sha3Hash;

[ContentHash(ContentHashAlgorithm.Sha256, AcceptUpperCase = true)]
public readonly partial struct AnyCaseHash;

[ContentHash(ContentHashAlgorithm.Sha256)]
[JsonConverter(typeof(ContentHashJsonConverter<VisibleHash>))]
public readonly partial struct VisibleHash;
