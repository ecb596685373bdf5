namespace Guarded.Store.Files;

public static partial class AtomicFile
{
    /// <summary>
    /// Adds bytes to the end of a file, or creates it. The whole file is copied and replaced, so that a crash or a reader
    /// meets the old content or the whole new one; when the call returns the new one survives power loss.
    /// </summary>
    /// <remarks>
    /// The cost grows with the file: for a log, write a new file or use a database. Appenders of one machine take turns by
    /// a lock on the folder (flock(2) on Unix), so that none loses another's addition; a file that somebody replaces
    /// meanwhile is copied again. What writes in place (<see cref="File"/>) is not kept out: a write that falls between
    /// the last look and the rename is lost. The old content is read, so this user must be allowed to.
    /// </remarks>
    /// <exception cref="IOException">The bytes could not be stored, or others held the lock for half a minute; the file is untouched.</exception>
    public static void AppendAllBytes(string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Append(path, new Addition(default, bytes));
    }

    /// <inheritdoc cref="AppendAllBytes(string, byte[])"/>
    public static void AppendAllBytes(string path, ReadOnlySpan<byte> bytes) => Append(path, new Addition(default, bytes.ToArray()));

    /// <inheritdoc cref="AppendAllBytes(string, byte[])"/>
    /// <exception cref="OperationCanceledException">Cancelled before the file was published; it is untouched.</exception>
    public static Task AppendAllBytesAsync(string path, byte[] bytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return AppendAllBytesAsync(path, (ReadOnlyMemory<byte>)bytes, cancellationToken);
    }

    /// <inheritdoc cref="AppendAllBytesAsync(string, byte[], CancellationToken)"/>
    public static Task AppendAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        AppendAsync(path, new Addition(default, bytes), cancellationToken);
}
