using System.Globalization;
using System.Net.Http.Headers;
using Amazon.S3.Model;
using Guarded.Store.Objects;
using ByteRange = Guarded.Store.Objects.ByteRange;

namespace Guarded.Store.S3;

/// <summary>Opens an object, or a range of it.</summary>
internal sealed class RangedGet(S3Bucket bucket)
{
    /// <exception cref="S3StoreException">Not opened. A range at the object's end or behind it fails with <see cref="S3Failure.RangeNotSatisfiable"/>.</exception>
    public async Task<ObjectContent> OpenAsync(ObjectKey key, ByteRange? range, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = bucket.Name, Key = bucket.NameOf(key), ByteRange = range is { } asked ? Header(asked) : null };
        var answer = await bucket.SendAsync("open", key, token => bucket.Client.GetObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
        try
        {
            return new ObjectContent(new ObjectInfo(key, WholeLength(answer, range), S3Version.Of(answer.ETag)), new S3Content(answer, bucket));
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static Amazon.S3.Model.ByteRange Header(ByteRange range) => new(
        range.Length is { } length && length - 1 <= long.MaxValue - range.Offset
            ? string.Create(CultureInfo.InvariantCulture, $"bytes={range.Offset}-{range.Offset + length - 1}")
            : string.Create(CultureInfo.InvariantCulture, $"bytes={range.Offset}-"));

    private static long WholeLength(GetObjectResponse answer, ByteRange? range)
    {
        if (range is null)
            return answer.ContentLength;
        return ContentRangeHeaderValue.TryParse(answer.ContentRange, out var sent) && sent.From == range.Value.Offset && sent.Length is { } whole
            ? whole
            : throw new S3StoreException($"Asked for a range of '{answer.Key}' that begins at {range.Value.Offset}, the server sent '{answer.ContentRange}'. Guarded cannot use this server.");
    }
}
