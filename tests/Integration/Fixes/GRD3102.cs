using Guarded;

namespace Fixes.Hashes;

[ContentHash(ContentHashAlgorithm.Sha256)]
internal partial struct ContentHashNotReadonlyStruct;

[ContentHash(ContentHashAlgorithm.Sha384)]
internal readonly partial record struct ContentHashAsRecord;
