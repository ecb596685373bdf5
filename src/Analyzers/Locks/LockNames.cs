using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Locks;

/// <summary>Names that say lock, word by word: a block, a clock and what is unlocked are none.</summary>
internal static class LockNames
{
    // What stands in most ways to write them.
    private static readonly string[] Parts = ["ock", "LOCK", "ease", "LEASE", "utex", "MUTEX", "lck", "LCK"];

    /// <summary>Whether a file can hold such a name at all.</summary>
    public static bool MayBeIn(SyntaxTree tree, CancellationToken cancellationToken) => Occurrences.AreAny(Parts, tree, cancellationToken);

    public static bool IsLock(string name) => IsLock(Words.Of(name));

    public static bool IsLock(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (IsWord(words[i]) && !(i > 0 && IsOfSomethingElse(words[i - 1])) && !(i + 1 < words.Count && IsSomethingElse(words[i + 1])))
                return !words.Any(IsOfPackages);
        }

        return false;
    }

    /// <summary>Whether a folder is there for locks.</summary>
    public static bool IsFolder(string name) =>
        Words.Of(name) is { Count: > 0 } words && words.Any(IsWord) && words.All(static word => IsWord(word) || word is "dir" or "directory" or "folder" or "root" or "prefix");

    /// <summary>Whether a name speaks of packages, whose lock files pin versions and lock nothing.</summary>
    public static bool IsOfPackages(string word) => word
        is "package" or "packages" or "dependency" or "dependencies" or "nuget" or "npm" or "yarn" or "pnpm" or "bun" or "cargo" or "composer" or "gemfile"
        or "pipfile" or "poetry" or "podfile" or "cartfile" or "paket" or "flake" or "uv" or "mix" or "pubspec" or "project" or "terraform" or "restore" or "bundle" or "libman" or "manifest";

    private static bool IsWord(string word) => word is "lock" or "locks" or "lockfile" or "lockfiles" or "lck" or "mutex" or "lease" or "leases";

    private static bool IsOfSomethingElse(string before) => before is "un" or "caps" or "num" or "scroll" or "dead" or "screen" or "pad" or "door";

    private static bool IsSomethingElse(string after) => after
        is "screen" or "icon" or "image" or "bits" or "sound" or "smith" or "down" or "out" or "log" or "logs" or "agreement" or "document" or "contract" or "tenant";
}
