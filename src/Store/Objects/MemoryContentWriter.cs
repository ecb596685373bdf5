namespace Guarded.Store.Objects;

/// <summary>Appends to a <see cref="MemoryContent"/> until it is closed.</summary>
internal sealed class MemoryContentWriter(MemoryContent content) : WriteOnlyStream
{
    private bool _isOpen = true;

    public override bool CanWrite => _isOpen;

    public override long Length => content.Length;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(!_isOpen, this);
        content.Append(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        _isOpen = false;
        base.Dispose(disposing);
    }
}
