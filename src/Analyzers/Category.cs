namespace Guarded.Analyzers;

/// <summary>The groups of rules, each a folder.</summary>
internal static class Category
{
    public const string Configuration = "Guarded.Configuration";

    public const string Writes = "Guarded.Writes";

    public const string Races = "Guarded.Races";

    public const string Paths = "Guarded.Paths";

    public const string Wiring = "Guarded.Wiring";

    public const string Hashes = "Guarded.Hashes";

    public const string Locks = "Guarded.Locks";

    public const string Transfers = "Guarded.Transfers";
}
