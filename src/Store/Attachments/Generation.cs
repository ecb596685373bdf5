using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>
/// One life of a payload: from its first holder until its last has left. It is drawn at random and never used again, so that
/// whoever frees one generation, however late, cannot touch the next.
/// </summary>
internal readonly record struct Generation
{
    private readonly UInt128 _bits;

    private Generation(UInt128 bits) => _bits = bits;

    public static Generation NewRandom() => new(RandomToken.New());

    public static Generation Parse(string text) =>
        TryParse(text, out var generation) ? generation : throw new FormatException($"'{text}' is no generation: {RandomToken.Rule}.");

    public static bool TryParse(string text, out Generation generation)
    {
        var parsed = RandomToken.TryParse(text, out var bits);
        generation = new Generation(bits);
        return parsed;
    }

    public override string ToString() => RandomToken.Format(_bits);
}
