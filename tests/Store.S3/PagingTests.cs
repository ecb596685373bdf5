using Amazon.S3.Model;

namespace Guarded.Store.S3.Tests;

/// <summary>Pages that a server may send, and pages that lead nowhere.</summary>
public sealed class PagingTests
{
    private const int Enough = 100;

    [Theory]
    [InlineData(null)]
    [InlineData("the same again")]
    public async Task A_listing_that_a_server_never_ends_is_an_error(string? token)
    {
        var asked = 0;
        using var client = new SilentClient { Lists = _ => Limit(++asked, new ListObjectsV2Response { IsTruncated = true, NextContinuationToken = token }) };
        var error = await Assert.ThrowsAsync<S3StoreException>(async () =>
        {
            await foreach (var info in new S3ObjectStore(client, "bucket").ListAsync(""))
                Assert.Fail($"{info} was listed.");
        });
        Assert.Contains("'bucket'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("a", "1")]
    public async Task A_list_of_uploads_that_a_server_never_ends_is_an_error(string? key, string? upload)
    {
        var asked = 0;
        using var client = new SilentClient { ListsUploads = _ => Limit(++asked, new ListMultipartUploadsResponse { IsTruncated = true, NextKeyMarker = key, NextUploadIdMarker = upload }) };
        var error = await Assert.ThrowsAsync<S3StoreException>(async () => await new S3ObjectStore(client, "bucket").SweepAsync(TimeSpan.Zero));
        Assert.Contains("'bucket'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_entries_is_passed()
    {
        var asked = 0;
        using var client = new SilentClient
        {
            Lists = request => Limit(++asked, request.ContinuationToken switch
            {
                null => new ListObjectsV2Response { IsTruncated = true, NextContinuationToken = "second" },
                "second" => new ListObjectsV2Response { IsTruncated = true, NextContinuationToken = "third", S3Objects = [Entry("a")] },
                _ => new ListObjectsV2Response { IsTruncated = false, S3Objects = [Entry("b")] },
            }),
        };
        var keys = new List<string>();
        await foreach (var info in new S3ObjectStore(client, "bucket").ListAsync(""))
            keys.Add(info.Key.ToString());
        Assert.Equal(["a", "b"], keys);
    }

    private static S3Object Entry(string key) => new() { Key = key, Size = 1, ETag = "\"1\"" };

    private static T Limit<T>(int asked, T page) => asked <= Enough ? page : throw new InvalidOperationException($"Asked for {asked} pages, and no end.");
}
