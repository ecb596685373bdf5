using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>Publishes short content in one request.</summary>
internal sealed class SinglePut(S3Bucket bucket, ObjectKey key, PutCondition condition, SpooledContent content) : Publication(bucket, key, condition)
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async Task<ObjectVersion> TryAsync()
    {
        var request = new PutObjectRequest
        {
            BucketName = Bucket.Name,
            Key = Name,
            InputStream = content.Read(0, content.Size),
            IfNoneMatch = IfNoneMatch,
            IfMatch = IfMatch,
            Metadata = { [S3Bucket.CommitMetadata] = Commit },
        };
        return S3Version.Of((await Bucket.Client.PutObjectAsync(request, CancellationToken.None).ConfigureAwait(false)).ETag);
    }

    // S3 makes the ETag of a single put from the MD5 of its content, unless the bucket encrypts with keys of its own.
    [SuppressMessage("Security", "CA5351", Justification = "Compared with what the protocol computes; nothing is kept secret or trusted by it.")]
    protected override bool IsSameContent(StoredObject held) =>
        held.Length == content.Size && held.Version.Value == Convert.ToHexStringLower(MD5.HashData(content.Read(0, content.Size)));
}
