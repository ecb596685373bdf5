using System.Buffers;
using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>Content on its way into a file: in memory as long as it is small.</summary>
internal sealed class FileStagedContent(StagingFolder staging) : WriteOnlyStream
{
    private const int MostInMemory = 64 * 1024;

    private byte[]? _buffer;
    private int _buffered;
    private StagedFile? _file;
    private volatile bool _torn;
    private bool _ended;
    private bool _closed;

    public override bool CanWrite => !_ended && !_closed;

    public override long Length => _buffer is not null || _file is null ? _buffered : _file.Length;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Begin();
        if (_file is null && _buffered + (long)buffer.Length <= MostInMemory)
            Keep(buffer);
        else
            WriteToFile(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin();
        cancellationToken.ThrowIfCancellationRequested();
        if (_file is null && _buffered + (long)buffer.Length <= MostInMemory)
            Keep(buffer.Span);
        else
            await BeginWriteToFileAsync(buffer).ConfigureAwait(false);
    }

    /// <summary>Ends the writing, for a commit under a key.</summary>
    public void End(ObjectKey key)
    {
        if (_closed)
            throw new InvalidOperationException($"The content of '{key}' was closed before the commit. Leave the stream open: the commit closes it.");
        if (_torn)
            throw new InvalidOperationException($"A write to the content of '{key}' failed or is not over: a part may be missing. Nothing was stored. Stage again.");
        _ended = true;
    }

    /// <summary>The file that holds all that was written. The buffer is not used any more.</summary>
    public StagedFile ToFile()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_file is null)
            WriteToFile([]);
        return _file!;
    }

    protected override void Dispose(bool disposing)
    {
        _closed = true;
        if (disposing)
        {
            if (!_torn)
                Release(); // else a write that nobody awaits may still use the buffer
            _file?.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Begin()
    {
        ObjectDisposedException.ThrowIf(!CanWrite, this);
        if (_torn)
            throw new InvalidOperationException("An earlier write to this content failed or is not over: a part may be missing. Stage again.");
    }

    // A commit may come before a thread does.
    private Task BeginWriteToFileAsync(ReadOnlyMemory<byte> bytes)
    {
        _torn = true;
        return DiskThreads.BeginAsync(() => WriteToFile(bytes.Span));
    }

    // Until a write is through, a part of it may be missing.
    private void WriteToFile(ReadOnlySpan<byte> bytes)
    {
        _torn = true;
        if (_file is null)
        {
            _file = staging.Stage();
            if (_buffer is not null)
                _file.Write(_buffer.AsSpan(0, _buffered));
            Release();
        }
        _file.Write(bytes);
        _torn = false;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_buffer is null || _buffered + bytes.Length > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(MostInMemory, Math.Max(_buffered + bytes.Length, 2 * _buffered)));
            _buffer?.AsSpan(0, _buffered).CopyTo(larger);
            if (_buffer is not null)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        bytes.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += bytes.Length;
    }

    private void Release()
    {
        if (_buffer is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        _buffer = null;
    }
}
