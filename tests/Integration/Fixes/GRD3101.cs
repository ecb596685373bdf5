using Guarded;

namespace Fixes.Hashes;

internal static class ContentHashNotPartial
{
    [ContentHash(ContentHashAlgorithm.Sha256)]
    public readonly partial struct EntryHash;

    [ContentHash(ContentHashAlgorithm.Sha512)]
    public readonly struct TreeHash;
}
