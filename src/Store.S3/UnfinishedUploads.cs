using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>Uploads in parts of the store's objects that nobody has completed or ended.</summary>
internal sealed class UnfinishedUploads(S3Bucket bucket)
{
    /// <summary>Ends those that began at a time or before it.</summary>
    public async ValueTask<SweepResult> EndAsync(DateTimeOffset begunBy, CancellationToken cancellationToken)
    {
        var (removed, kept) = (0, 0);
        await foreach (var upload in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (upload.Initiated?.ToUniversalTime() > begunBy.UtcDateTime)
                kept++;
            else if (await TryEndAsync(upload, cancellationToken).ConfigureAwait(false))
                removed++;
        }
        return new SweepResult(removed, kept);
    }

    private async IAsyncEnumerable<MultipartUpload> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = bucket.Name, Prefix = bucket.NameOf("") };
        while (true)
        {
            var page = await bucket.SendAsync("list the uploads of", request.Prefix, token => bucket.Client.ListMultipartUploadsAsync(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var upload in page.MultipartUploads ?? [])
                if (bucket.TryKeyOf(upload.Key, out _))
                    yield return upload;
            if (page.IsTruncated != true)
                yield break;
            var next = (page.NextKeyMarker, page.NextUploadIdMarker);
            if (string.IsNullOrEmpty(page.NextKeyMarker) || next == (request.KeyMarker, request.UploadIdMarker))
                throw bucket.EndlessList(request.Prefix);
            (request.KeyMarker, request.UploadIdMarker) = next;
        }
    }

    // False where it ended in between.
    private async Task<bool> TryEndAsync(MultipartUpload upload, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new AbortMultipartUploadRequest { BucketName = bucket.Name, Key = upload.Key, UploadId = upload.UploadId };
        try
        {
            await bucket.SendAsync("end an upload of", upload.Key, token => bucket.Client.AbortMultipartUploadAsync(request, token), CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (S3StoreException ended) when (ended.InnerException is AmazonS3Exception { ErrorCode: "NoSuchUpload" })
        {
            return false;
        }
    }
}
