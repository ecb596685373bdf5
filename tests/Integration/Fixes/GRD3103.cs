using Guarded;

namespace Fixes.Hashes;

[ContentHash(default)]
internal readonly partial struct UnknownContentHashAlgorithm;

[ContentHash((ContentHashAlgorithm)512)]
internal readonly partial struct UnknownLength;
