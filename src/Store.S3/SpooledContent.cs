using System.Buffers;

namespace Guarded.Store.S3;

/// <summary>Content that is written once and read as often as it must be sent: in memory up to a limit, beyond it in a file.</summary>
internal sealed class SpooledContent(string folder) : Stream
{
    private byte[] _memory = [];
    private int _inMemory;
    private FileStream? _file;

    /// <summary>How far it is.</summary>
    public SpoolState State { get; private set; }

    /// <summary>Whether a write failed, or is not over: what is there then may be a part of what was written.</summary>
    public bool IsTorn { get; private set; }

    public long Size => _file?.Length ?? _inMemory;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => State == SpoolState.Open;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the writing.</summary>
    public async ValueTask CompleteAsync()
    {
        if (State == SpoolState.Complete)
            return;
        State = SpoolState.Complete;
        IsTorn = true;
        if (_file is not null)
            await _file.FlushAsync().ConfigureAwait(false);
        IsTorn = false;
    }

    /// <summary>A part of what was written, to be read. More than one may be read at a time.</summary>
    public Stream Read(long offset, long length) => _file is null
        ? new MemoryStream(_memory, (int)offset, (int)length, writable: false)
        : new FilePart(_file.SafeFileHandle, offset, length);

    /// <summary>Gives back the memory and the file.</summary>
    public async ValueTask ReleaseAsync()
    {
        State = SpoolState.Released;
        ReleaseMemory();
        if (_file is null)
            return;
        try
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The disk has no room for what was not flushed. It is not wanted any more, and the file is closed all the same.
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        BeginWrite();
        if (!TryKeepInMemory(buffer))
        {
            if (_file is null)
            {
                _file = CreateFile();
                _file.Write(_memory.AsSpan(0, _inMemory));
                ReleaseMemory();
            }
            _file.Write(buffer);
        }
        IsTorn = false;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BeginWrite();
        if (!TryKeepInMemory(buffer.Span))
        {
            if (_file is null)
            {
                _file = CreateFile();
                await _file.WriteAsync(_memory.AsMemory(0, _inMemory), CancellationToken.None).ConfigureAwait(false);
                ReleaseMemory();
            }
            await _file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        IsTorn = false;
    }

    public override void Flush()
    {
        // Nothing here is durable before the commit.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        State = State == SpoolState.Open ? SpoolState.ClosedTooEarly : State;
        base.Dispose(disposing);
    }

    // A write that follows a failed one would hide that something is missing.
    private void BeginWrite()
    {
        ObjectDisposedException.ThrowIf(!CanWrite, this);
        if (IsTorn)
            throw new InvalidOperationException("An earlier write failed, or is not over. Nothing of this content can be stored. Stage again.");
        IsTorn = true;
    }

    private bool TryKeepInMemory(ReadOnlySpan<byte> bytes)
    {
        if (_file is not null || bytes.Length > S3ObjectStoreOptions.MaxInMemory - _inMemory)
            return false;
        if (bytes.Length > _memory.Length - _inMemory)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(S3ObjectStoreOptions.MaxInMemory, Math.Max(2 * _memory.Length, _inMemory + bytes.Length)));
            _memory.AsSpan(0, _inMemory).CopyTo(larger);
            ReleaseMemory();
            _memory = larger;
        }
        bytes.CopyTo(_memory.AsSpan(_inMemory));
        _inMemory += bytes.Length;
        return true;
    }

    private void ReleaseMemory()
    {
        if (_memory.Length > 0)
            ArrayPool<byte>.Shared.Return(_memory);
        _memory = [];
    }

    private FileStream CreateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.Asynchronous };
        if (OperatingSystem.IsWindows())
            options.Options |= FileOptions.DeleteOnClose;
        else
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(folder, $"guarded-{Guid.NewGuid():n}");
        var file = new FileStream(path, options);
        try
        {
            // Elsewhere a file goes when its last handle does, also when its process is killed.
            if (!OperatingSystem.IsWindows())
                File.Delete(path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
