using Guarded.Store.Files;

namespace Guarded.Store.Tests.Files;

/// <summary>Each way in which <see cref="AtomicFile"/> writes, by one name, so that all meet the same bad input.</summary>
public static class AtomicFileOperation
{
    private static readonly Dictionary<string, Func<string, byte[], CancellationToken, Task>> ByName = new()
    {
        ["WriteAllBytes"] = (path, bytes, _) => Sync(() => AtomicFile.WriteAllBytes(path, bytes)),
        ["WriteAllBytesAsync"] = AtomicFile.WriteAllBytesAsync,
        ["AppendAllBytes"] = (path, bytes, _) => Sync(() => AtomicFile.AppendAllBytes(path, bytes)),
        ["AppendAllBytesAsync"] = AtomicFile.AppendAllBytesAsync,
        ["TryCreateNewBytes"] = (path, bytes, _) => Sync(() => AtomicFile.TryCreateNewBytes(path, bytes)),
        ["TryCreateNewBytesAsync"] = (path, bytes, token) => AtomicFile.TryCreateNewBytesAsync(path, bytes, token),
        ["Create"] = (path, bytes, token) => CommitAsync(() => AtomicFile.Create(path), bytes, token),
        ["CreateNew"] = (path, bytes, token) => CommitAsync(() => AtomicFile.CreateNew(path), bytes, token),
    };

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Those that change what is at the path; the others need the name to be free.</summary>
    public static IEnumerable<string> Replacing => Names.Where(name => !name.Contains("CreateNew", StringComparison.Ordinal));

    public static IEnumerable<string> Cancellable => Names.Where(name => name.EndsWith("Async", StringComparison.Ordinal) || name.StartsWith("Create", StringComparison.Ordinal));

    public static Task RunAsync(string name, string path, byte[] bytes, CancellationToken cancellationToken = default) => ByName[name](path, bytes, cancellationToken);

    private static Task Sync(Action write)
    {
        write();
        return Task.CompletedTask;
    }

    private static async Task CommitAsync(Func<AtomicFileStream> create, byte[] bytes, CancellationToken cancellationToken)
    {
        await using var file = create();
        await file.WriteAsync(bytes, cancellationToken);
        await file.CommitAsync(cancellationToken);
    }
}
