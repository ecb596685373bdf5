namespace Guarded.Store.Hashing;

/// <summary>The name of a payload: the SHA-256 of its bytes.</summary>
[ContentHash(ContentHashAlgorithm.Sha256)]
public readonly partial struct PayloadHash;
