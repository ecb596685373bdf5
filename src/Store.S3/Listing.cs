using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>What lies in a bucket below the store's prefix, in the order of its names: objects, and what others put there.</summary>
internal sealed class Listing(S3Bucket bucket)
{
    public async IAsyncEnumerable<ObjectInfo> ObjectsAsync(string prefix, ObjectKey? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in EntriesAsync(prefix, after, cancellationToken).ConfigureAwait(false))
            if (bucket.TryKeyOf(entry.Key, out var key))
                yield return new ObjectInfo(key, entry.Size ?? 0, S3Version.Of(entry.ETag));
    }

    public async IAsyncEnumerable<ForeignEntry> ForeignAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in EntriesAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
            if (Fault(bucket.Below(entry.Key)) is { } fault)
                yield return new ForeignEntry(bucket.Below(entry.Key), fault);
    }

    private async IAsyncEnumerable<S3Object> EntriesAsync(string prefix, ObjectKey? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = bucket.Name, Prefix = bucket.NameOf(prefix), StartAfter = after is null ? null : bucket.NameOf(after) };
        while (true)
        {
            var page = await bucket.SendAsync("list", request.Prefix, token => bucket.Client.ListObjectsV2Async(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.S3Objects ?? [])
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
            if (page.IsTruncated != true)
                yield break;
            if (string.IsNullOrEmpty(page.NextContinuationToken) || page.NextContinuationToken == request.ContinuationToken)
                throw bucket.EndlessList(request.Prefix);
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    private static string? Fault(string name)
    {
        try
        {
            ObjectKey.Parse(name);
            return null;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }
}
