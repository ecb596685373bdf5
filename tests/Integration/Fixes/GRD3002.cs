using Guarded.Store.Hashing;

namespace Fixes.Hashes;

internal static class InvalidContentHashLiteral
{
    public static readonly PayloadHash Empty = PayloadHash.Parse("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855");

    public static bool IsEmpty(out PayloadHash hash) =>
        PayloadHash.TryParse("E3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", out hash);
}
