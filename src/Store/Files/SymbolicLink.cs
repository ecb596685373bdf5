namespace Guarded.Store.Files;

/// <summary>Where a path leads.</summary>
internal static class SymbolicLink
{
    private const int MostLinks = 40; // as many as Linux follows

    /// <summary>The path of the file itself, which need not exist yet. A relative link starts where it really lies, as for the kernel.</summary>
    public static string Follow(string path)
    {
        if (new FileInfo(path).LinkTarget is null)
            return path;
        if (OperatingSystem.IsWindows())
            return File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        var at = path;
        for (var links = 0; links < MostLinks; links++)
        {
            // Not normalised: '..' after a link is for the kernel to resolve.
            var slash = at.LastIndexOf('/');
            var folder = slash == 0 ? "/" : Posix.RealPath(at[..slash]);
            var real = Path.Combine(folder, at[(slash + 1)..]);
            if (new FileInfo(real).LinkTarget is not { } target)
                return real;
            at = Path.Combine(folder, target);
        }
        throw new IOException($"'{path}' leads through more than {MostLinks} symbolic links: they form a loop. Nothing was written.");
    }
}
