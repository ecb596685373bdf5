using System.Diagnostics.CodeAnalysis;

namespace Guarded.Store.Files;

public static partial class AtomicFile
{
    /// <summary>Begins a file that appears at the path, or replaces the one there, when it is committed.</summary>
    /// <example>
    /// <code>
    /// await using var file = AtomicFile.Create(path);
    /// await source.CopyToAsync(file);
    /// await file.CommitAsync();
    /// </code>
    /// </example>
    /// <exception cref="UnauthorizedAccessException">The path is a directory, or this user may not write there.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static AtomicFileStream Create(string path) =>
        AtomicFileStream.Begin(path, ReplacedFile.At(path), static (target, staged) => target.Publish(staged));

    /// <summary>Begins a file whose name must be free when it is committed; the commit throws <see cref="NameTakenException"/> where it is not.</summary>
    /// <inheritdoc cref="Create(string)"/>
    [SuppressMessage("Naming", "CA1711", Justification = "The name that FileMode.CreateNew has made known.")]
    public static AtomicFileStream CreateNew(string path) =>
        AtomicFileStream.Begin(path, ReplacedFile.New(path), (target, staged) =>
        {
            if (!target.TryPublishNew(staged))
                throw new NameTakenException(path);
        });
}
