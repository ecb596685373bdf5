using Amazon.S3;
using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>Publishes long content in parts. What is uploaded is no object before the last request, which decides the condition.</summary>
internal sealed class MultipartPut(S3Bucket bucket, ObjectKey key, PutCondition condition, SpooledContent content, int smallestPart) : Publication(bucket, key, condition)
{
    private const int MaxParts = 10_000; // S3 user guide, "multipart upload limits"
    private const int PartsAtOnce = 4;

    private string? _upload;
    private List<PartETag> _parts = [];

    // Each attempt uploads anew: S3 asks for it after a conflict, and an upload that somebody ended cannot be completed.
    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await AbortAsync().ConfigureAwait(false);
        _parts = await UploadAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<ObjectVersion> TryAsync()
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = Bucket.Name,
            Key = Name,
            PartETags = _parts,
            UploadId = _upload,
            IfNoneMatch = IfNoneMatch,
            IfMatch = IfMatch,
        };
        try
        {
            var version = S3Version.Of((await Bucket.Client.CompleteMultipartUploadAsync(request, CancellationToken.None).ConfigureAwait(false)).ETag);
            _upload = null;
            return version;
        }
        catch (Exception exception) when (S3Failures.Of(exception, CancellationToken.None) is null or S3Failure.Unanswered)
        {
            // The server may be at it still. Parts that are taken away now could be missing from the object; the sweep has time.
            _upload = null;
            throw;
        }
    }

    protected override S3Failure? Judge(Exception exception, CancellationToken cancellationToken) =>
        exception is AmazonS3Exception { ErrorCode: "NoSuchUpload" } ? S3Failure.Conflict : base.Judge(exception, cancellationToken);

    protected override bool IsSameContent(StoredObject held) => false;

    public override ValueTask DisposeAsync() => AbortAsync();

    private async ValueTask AbortAsync()
    {
        if (_upload is null)
            return;
        var request = new AbortMultipartUploadRequest { BucketName = Bucket.Name, Key = Name, UploadId = _upload };
        _upload = null;
        try
        {
            await Bucket.Client.AbortMultipartUploadAsync(request, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (S3Failures.Of(exception, CancellationToken.None) is not null)
        {
            // It is gone already, or litter that the sweep removes. The outcome of the commit is what the caller must hear.
        }
    }

    private async Task<List<PartETag>> UploadAsync(CancellationToken cancellationToken)
    {
        var begin = new InitiateMultipartUploadRequest { BucketName = Bucket.Name, Key = Name, Metadata = { [S3Bucket.CommitMetadata] = Commit } };
        _upload = (await Bucket.SendAsync("begin to store", Name, token => Bucket.Client.InitiateMultipartUploadAsync(begin, token), cancellationToken).ConfigureAwait(false)).UploadId;
        var size = Math.Max(smallestPart, (content.Size + MaxParts - 1) / MaxParts);
        var parts = new PartETag[(content.Size + size - 1) / size];
        await Parallel.ForAsync(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken }, async (index, token) =>
        {
            var offset = index * size;
            var part = await Bucket.SendAsync("store a part of", Name, sending => SendAsync(index + 1, offset, Math.Min(size, content.Size - offset), sending), token).ConfigureAwait(false);
            parts[index] = new PartETag(index + 1, part.ETag);
        }).ConfigureAwait(false);
        return [.. parts];
    }

    private async Task<UploadPartResponse> SendAsync(int number, long offset, long length, CancellationToken cancellationToken)
    {
        var part = content.Read(offset, length);
        await using (part.ConfigureAwait(false))
        {
            var request = new UploadPartRequest { BucketName = Bucket.Name, Key = Name, UploadId = _upload, PartNumber = number, PartSize = length, InputStream = part };
            return await Bucket.Client.UploadPartAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }
}
