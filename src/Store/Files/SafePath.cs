using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Guarded.Store.Files;

/// <summary>
/// Keeps names that come from outside (an archive's entry, a bucket's key, a request) below a root.
/// </summary>
/// <remarks>
/// A name is segments joined by '/'. Whatever could leave the root, or mean another file than it says, on any system is
/// refused on every system; <see cref="PathFault"/> lists the rules. Symbolic links and junctions below the root are
/// not followed but refused, at the end of the path too; the root itself and what is above it may be links. The disk is
/// looked at once, when the path is made: somebody who may write below the root can plant a link between that look and
/// the use of the path. Where such a one is about, keep the data in an object store, not under paths.
/// </remarks>
public static class SafePath
{
    private const int MostBytesOfPath = 4095; // PATH_MAX of Linux, without the NUL at its end

    // As the systems do unless told otherwise: a volume or a folder can differ.
    private static readonly StringComparison Case = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>The full path of a name below a root. Nothing has to exist.</summary>
    /// <param name="root">A folder that is trusted. A relative one starts at the current directory.</param>
    /// <param name="relative">The name from outside.</param>
    /// <exception cref="UnsafePathException">The name is no path below the root; <see cref="UnsafePathException.Fault"/> says why.</exception>
    public static string Combine(string root, string relative)
    {
        ArgumentNullException.ThrowIfNull(relative);
        return Fault(root, relative, out var path) is { } fault ? throw new UnsafePathException(relative, root, fault) : path;
    }

    /// <summary>The full path of a name below a root, or false where <see cref="Combine"/> would refuse it.</summary>
    /// <param name="root">A folder that is trusted. A relative one starts at the current directory.</param>
    /// <param name="relative">The name from outside; null is refused.</param>
    /// <param name="path">The full path.</param>
    public static bool TryCombine(string root, [NotNullWhen(true)] string? relative, [NotNullWhen(true)] out string? path)
    {
        if (Fault(root, relative, out path) is not null)
            path = null;
        return path is not null;
    }

    /// <summary>
    /// Whether a path lies below a root, by their texts: <c>.</c> and <c>..</c> are resolved and relative paths start at the
    /// current directory; symbolic links are not looked at. The root is not within itself. Case is ignored on Windows and macOS.
    /// </summary>
    /// <param name="root">A folder, with or without a separator at its end.</param>
    /// <param name="path">The path in question.</param>
    public static bool IsWithin(string root, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetFullPath(root);
        // With its separator, or /a/bc would be within /a/b.
        var prefix = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(path);
        return full.Length > prefix.Length && full.StartsWith(prefix, Case);
    }

    private static PathFault? Fault(string root, string? relative, out string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        path = Path.GetFullPath(root);
        if (RelativeName.Fault(relative) is { } fault)
            return fault;
        var folder = path;
        path = Path.GetFullPath(Path.Join(folder, relative));
        if (!IsWithin(folder, path))
            return PathFault.Outside;
        if (Encoding.UTF8.GetByteCount(path) > MostBytesOfPath)
            return PathFault.TooLong;
        return LeadsThroughLink(folder, relative!) ? PathFault.SymbolicLink : null;
    }

    private static bool LeadsThroughLink(string folder, string relative)
    {
        var at = folder;
        foreach (var segment in relative.Split('/'))
        {
            at = Path.Join(at, segment);
            if (new FileInfo(at).LinkTarget is not null)
                return true;
        }
        return false;
    }
}
