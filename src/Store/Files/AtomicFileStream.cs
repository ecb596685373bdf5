namespace Guarded.Store.Files;

/// <summary>
/// A file that is written aside and takes its place, whole, when it is committed. Nobody sees it before; disposing it
/// without a commit leaves what was at the path and no litter. From <see cref="AtomicFile.Create"/> or
/// <see cref="AtomicFile.CreateNew"/>. It can be written and sought, not read, by one thread at a time.
/// </summary>
/// <remarks>
/// Keep it open until the commit: a writer around it (<see cref="StreamWriter"/>) is given <c>leaveOpen: true</c> and is
/// disposed before. A write that failed or was cancelled may be in there half, so it can no longer be committed.
/// </remarks>
public sealed class AtomicFileStream : Stream
{
    private const int BufferSize = 16 * 1024;

    private readonly string _path;
    private readonly ReplacedFile _target;
    private readonly StagedFile _staged;
    private readonly Action<ReplacedFile, StagedFile> _publish;
    private readonly BufferedStream _content;
    private State _state = State.Open;

    private AtomicFileStream(string path, ReplacedFile target, Action<ReplacedFile, StagedFile> publish)
    {
        _path = path;
        _target = target;
        _publish = publish;
        _staged = target.Stage();
        _content = new BufferedStream(_staged.Content, BufferSize);
    }

    private enum State
    {
        Open,
        Failed,
        Committed,
        Closed,
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => _state == State.Open;

    /// <inheritdoc/>
    public override bool CanWrite => _state == State.Open;

    /// <inheritdoc/>
    public override long Length
    {
        get
        {
            Begin(); // it writes what is buffered
            var length = _content.Length;
            _state = State.Open;
            return length;
        }
    }

    /// <inheritdoc/>
    public override long Position
    {
        get
        {
            ThrowUnlessOpen();
            return _content.Position;
        }
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Seek(value, SeekOrigin.Begin);
        }
    }

    internal static AtomicFileStream Begin(string path, ReplacedFile target, Action<ReplacedFile, StagedFile> publish)
    {
        try
        {
            return new AtomicFileStream(path, target, publish);
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>Puts the file in its place. When this returns it survives power loss: its bytes and its name.</summary>
    /// <exception cref="NameTakenException">The name was to be free and is not. What is there stays.</exception>
    /// <exception cref="IOException">It could not be stored; what was at the path is untouched, or replaced by the whole new file where only the last flush failed. Begin a new one.</exception>
    /// <exception cref="InvalidOperationException">It was committed or closed before, or a write to it failed.</exception>
    public void Commit()
    {
        Begin();
        _content.Flush();
        _publish(_target, _staged);
        End();
    }

    /// <inheritdoc cref="Commit"/>
    /// <param name="cancellationToken">Honoured until the publish begins; from then on the commit runs to its end.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the publish; what was at the path is untouched.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowUnlessOpen();
        cancellationToken.ThrowIfCancellationRequested();
        Begin();
        await _content.FlushAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Run(() => _publish(_target, _staged), CancellationToken.None).ConfigureAwait(false);
        End();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Begin();
        _content.Write(buffer);
        _state = State.Open;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begin();
        await _content.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        _state = State.Open;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Hands what is buffered to the system. Only the commit makes it durable.</summary>
    public override void Flush()
    {
        Begin();
        _content.Flush();
        _state = State.Open;
    }

    /// <inheritdoc cref="Flush"/>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        Begin();
        await _content.FlushAsync(cancellationToken).ConfigureAwait(false);
        _state = State.Open;
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        ThrowUnlessOpen();
        var from = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => Position,
            SeekOrigin.End => Length,
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Name a place to count from."),
        };
        // Refused before anything is marked as failed: nothing of the content is lost.
        if (offset < -from || offset > long.MaxValue - from)
            throw new IOException($"{offset} bytes from {from} is no position in '{_path}'. Nothing was moved.");
        Begin();
        var position = _content.Seek(offset, origin);
        _state = State.Open;
        return position;
    }

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Begin();
        _content.SetLength(value);
        _state = State.Open;
    }

    /// <summary>Not supported: it is written only.</summary>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException($"'{_path}' is being written and cannot be read before it is committed.");

    /// <summary>Discards what is not committed.</summary>
    protected override void Dispose(bool disposing)
    {
        if (_state != State.Committed)
            _state = State.Closed;
        // Not the buffer: it would write what nobody wants any more.
        if (disposing)
            Release();
        base.Dispose(disposing);
    }

    // Until an operation is through, a part of it may be lost.
    private void Begin()
    {
        ThrowUnlessOpen();
        _state = State.Failed;
    }

    private void End()
    {
        _state = State.Committed;
        Release();
    }

    private void Release()
    {
        _staged.Dispose();
        _target.Dispose();
    }

    private void ThrowUnlessOpen()
    {
        switch (_state)
        {
            case State.Failed:
                throw new InvalidOperationException($"An earlier write to '{_path}', or its commit, failed, was cancelled or is not over: a part may be missing, so nothing was published. Begin a new one with AtomicFile.Create.");
            case State.Committed:
                throw new InvalidOperationException($"'{_path}' is committed and complete. Begin a new one with AtomicFile.Create to change it.");
            case State.Closed:
                throw new ObjectDisposedException(nameof(AtomicFileStream), $"'{_path}' was closed before it was committed, and nothing was published. A writer around it closes it too, unless made with leaveOpen: true.");
        }
    }
}
