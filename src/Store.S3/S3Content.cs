using Amazon.Runtime;
using Amazon.S3.Model;

namespace Guarded.Store.S3;

/// <summary>The content of an answer. Holds its connection until it is disposed, and fails as a store does.</summary>
internal sealed class S3Content(GetObjectResponse answer, S3Bucket bucket) : Stream
{
    private readonly Stream _inner = answer.ResponseStream;
    private bool _isDisposed;

    public override bool CanRead => !_isDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            return _inner.Read(buffer);
        }
        catch (AmazonClientException damaged)
        {
            throw Error(damaged);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            return await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonClientException damaged)
        {
            throw Error(damaged);
        }
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_isDisposed || !disposing)
            return;
        _isDisposed = true;
        try
        {
            answer.Dispose();
        }
        catch (AmazonClientException)
        {
            // A checksum that does not fit: a read that saw the end has told so.
        }
    }

    private S3StoreException Error(AmazonClientException damaged) => bucket.Error(S3Failure.Refused, "read", answer.Key, damaged);
}
