namespace Guarded.Store.Files;

/// <summary>Writes to the end of a staged file, at once: nothing is buffered here.</summary>
internal sealed class StagedStream(StagedFile file) : WriteOnlyStream
{
    private bool _closed;

    public override bool CanWrite => !_closed;

    public override long Length => file.Length;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        file.Write(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        cancellationToken.ThrowIfCancellationRequested();
        await DiskThreads.RunAsync(() => file.Write(buffer.Span)).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        _closed = true;
        base.Dispose(disposing);
    }
}
