using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Guarded.Store.S3.Tests;

/// <summary>A client that reaches no server: what a test gives answers in its place, and anything else is a failure of the test.</summary>
internal sealed class SilentClient() : AmazonS3Client(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1", MaxErrorRetry = 0 })
{
    public Func<ListObjectsV2Request, ListObjectsV2Response> Lists { get; init; } = _ => throw Unexpected();

    public Func<ListMultipartUploadsRequest, ListMultipartUploadsResponse> ListsUploads { get; init; } = _ => throw Unexpected();

    public Func<PutObjectRequest, Task<PutObjectResponse>> Puts { get; init; } = _ => throw Unexpected();

    public override Task<ListObjectsV2Response> ListObjectsV2Async(ListObjectsV2Request request, CancellationToken cancellationToken = default) =>
        Task.FromResult(Lists(request));

    public override Task<ListMultipartUploadsResponse> ListMultipartUploadsAsync(ListMultipartUploadsRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(ListsUploads(request));

    public override Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default) => Puts(request);

    private static InvalidOperationException Unexpected() => new("The test expects no such request.");
}
