using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>The one folder of a store where files wait to be published, so that a sweep need look nowhere else.</summary>
internal sealed class StagingFolder(Folder root) : IDisposable
{
    public const string Name = ".staging";

    private Folder? _folder;

    /// <exception cref="StoreRootException">The folder may not be written, or is gone.</exception>
    public StagedFile Stage()
    {
        try
        {
            return TryStage() ?? TryStage() ?? throw StoreRootException.Missing(root.Path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || IsReadOnlyFileSystem(exception))
        {
            throw new StoreRootException($"The store's folder '{root.Path}' cannot be written: {exception.Message} Nothing was stored. Check its permissions and its mount.", exception);
        }
    }

    public SweepResult Sweep(DateTime writtenBefore, CancellationToken cancellationToken)
    {
        var (removed, kept) = (0, 0);
        if (Present() is not { } folder)
            return default;
        foreach (var name in OrderedEntries.Of(folder).Select(entry => entry.Name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!StagingName.Is(name) || folder.Status(name) is not { IsRegularFile: true } status)
                continue;
            if (status.Written <= writtenBefore && folder.TrySweep(name))
                removed++;
            else
                kept++;
        }
        return new SweepResult(removed, kept);
    }

    /// <summary>What lies here and was not staged: no sweep removes it.</summary>
    public IEnumerable<ForeignEntry> Foreign(string prefix) =>
        StoredFiles.MayHold($"{Name}/", prefix) ? ForeignFiles.PastFailure(FindForeign(prefix), $"{Name}/") : [];

    public void Dispose() => _folder?.Dispose();

    private IEnumerable<ForeignEntry> FindForeign(string prefix)
    {
        using var folder = root.TryOpen(Name);
        foreach (var entry in folder is null ? [] : OrderedEntries.Of(folder))
            if ($"{Name}/{entry.Name}" is var at && at.StartsWith(prefix, StringComparison.Ordinal) && !(StagingName.Is(entry.Name) && entry.Kind == FileKind.File))
                yield return new ForeignEntry(at, "it was not staged by this store, so that no sweep removes it");
    }

    // One that was removed and made again is opened anew. Other threads may do so at the same time.
    private Folder? Present() => _folder is { IsRemoved: false } open ? open : _folder = root.TryOpen(Name);

    // Null where somebody removed the folder meanwhile: it is made again.
    private StagedFile? TryStage()
    {
        try
        {
            return Open()?.Stage();
        }
        catch (DirectoryNotFoundException)
        {
            _folder = null;
            return null;
        }
    }

    private Folder? Open()
    {
        if (_folder is { } open)
            return open;
        root.Create(Name);
        var folder = _folder = root.TryOpen(Name);
        if (folder is null && root.Status(Name) is not null)
            throw new StoreRootException($"'{Path.Combine(root.Path, Name)}' is a file where the store keeps its staged files. Nothing was stored. Remove it.");
        return folder;
    }

    private static bool IsReadOnlyFileSystem(Exception exception) => exception is IOException && exception.HResult == SystemError.EROFS;
}
