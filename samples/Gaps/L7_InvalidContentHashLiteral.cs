using Guarded.Store.Hashing;

namespace Gaps;

/// <summary>L7: an id is taken for a hash without being one. Where it is a constant, nobody has to run it to see that.</summary>
public static class InvalidContentHashLiteral
{
    private const string Shortened = "e3b0c44298fc1c14";

    public static PayloadHash Empty { get; } = PayloadHash.Parse(Shortened); // GRD3002

    public static PayloadHash FromAnotherTool() =>
        PayloadHash.Parse("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"); // GRD3002

    public static bool IsWellKnown(PayloadHash hash) =>
        PayloadHash.TryParse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85z", out var known) && hash == known; // GRD3002
}
