using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>What a HEAD tells of an object.</summary>
/// <param name="Length">Its content's length in bytes.</param>
/// <param name="Version">The state that was seen.</param>
/// <param name="Commit">The commit that wrote it, or null where none of ours did.</param>
internal sealed record StoredObject(long Length, ObjectVersion Version, string? Commit)
{
    public static StoredObject Of(GetObjectMetadataResponse answer) =>
        new(answer.ContentLength, S3Version.Of(answer.ETag), answer.Metadata[S3Bucket.CommitMetadata]);
}
