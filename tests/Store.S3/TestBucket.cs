using Amazon.S3;
using Amazon.S3.Model;

namespace Guarded.Store.S3.Tests;

/// <summary>A bucket of a test's own, past the store. Where there is no server there is none, and its client is what skips.</summary>
internal sealed class TestBucket
{
    private AmazonS3Client? _client;

    public string Name { get; } = $"guarded-{Guid.NewGuid():n}";

    public AmazonS3Client Client => _client ??= S3Server.Connect();

    public async Task CreateAsync()
    {
        if (S3Server.IsThere)
            await Client.PutBucketAsync(Name);
    }

    public async Task<List<MultipartUpload>> UploadsAsync()
    {
        var request = new ListMultipartUploadsRequest { BucketName = Name };
        try
        {
            return (await Client.ListMultipartUploadsAsync(request)).MultipartUploads ?? [];
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "BadRequest")
        {
            // The server refused what the test sent before it had read it, and took the rest for this: the connection is a new one now.
            return (await Client.ListMultipartUploadsAsync(request)).MultipartUploads ?? [];
        }
    }

    /// <summary>Removes it with all that it holds, and closes its client.</summary>
    public async Task RemoveAsync()
    {
        if (!S3Server.IsThere)
            return;
        using var client = Client;
        foreach (var upload in await UploadsAsync())
            await client.AbortMultipartUploadAsync(Name, upload.Key, upload.UploadId);
        while ((await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Name })).S3Objects is { Count: > 0 } found)
            await Parallel.ForEachAsync(found, async (entry, stop) => await client.DeleteObjectAsync(Name, entry.Key, stop));
        await client.DeleteBucketAsync(Name);
    }
}
