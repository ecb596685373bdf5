using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

public sealed class ListingTests : BucketTest
{
    private static readonly string[] Foreign = ["../x", "./y", "a//b", "a/", "/b", "Upper/Case", "sp ace", "a\u0001b", "ключ", "a+b%20c&d", "con"];

    [SkippableFact]
    public async Task More_than_a_page_is_listed_in_order_and_can_be_resumed_anywhere()
    {
        var store = Open(options: new() { Prefix = "team" });
        string[] keys = [.. Enumerable.Range(0, 1_050).Select(i => $"many/{i}"), "before", "other/1", "many", "many-more"];
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, _) => await PutAsync(store, ObjectKey.Parse(key), key, PutCondition.IfAbsent));
        await Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "many/elsewhere", ContentBody = "in no store" });

        string[] expected = [.. keys.Where(key => key.StartsWith("many/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(expected, await KeysAsync(store, "many/"));
        Assert.Equal([.. keys.Order(StringComparer.Ordinal)], await KeysAsync(store, ""));
        foreach (var at in new[] { 0, 1, 48, 999, 1_000, 1_048, 1_049 })
            Assert.Equal(expected[(at + 1)..], await KeysAsync(store, "many/", ObjectKey.Parse(expected[at])));
        Assert.Equal(expected, await KeysAsync(store, "many/", ObjectKey.Parse("a")));
        Assert.Empty(await KeysAsync(store, "many/", ObjectKey.Parse("zebra")));
        Assert.Equal(await store.HeadAsync(ObjectKey.Parse("many/7")), Assert.Single(await AllAsync(store.ListAsync("many/7", ObjectKey.Parse("many/699"))), info => info.Key.ToString() == "many/7"));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("team/Data")]
    public async Task What_is_no_key_is_foreign_and_no_object(string prefix)
    {
        var store = Open(options: new() { Prefix = prefix });
        var under = prefix.Length == 0 ? "" : prefix + "/";
        // The SDK signs a name that begins with '/' otherwise than it sends it.
        var foreign = Foreign.Where(name => under.Length > 0 || name[0] != '/').ToArray();
        foreach (var name in foreign)
            await Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = under + name, ContentBody = "foreign" });
        await PutAsync(store, Key, "content", PutCondition.IfAbsent);

        Assert.Equal([Key.ToString()], await KeysAsync(store, ""));
        var found = await AllAsync(store.ListForeignAsync(""));
        Assert.Equal(foreign.Order(StringComparer.Ordinal), found.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.All(found, entry => Assert.Contains("is no object key", entry.Reason, StringComparison.Ordinal));
        Assert.Equal(["a/", "a//b"], (await AllAsync(store.ListForeignAsync("a/"))).Select(entry => entry.Name));
    }

    [SkippableFact]
    public async Task A_sweep_ends_what_is_old_and_no_other_stores()
    {
        var store = Open(options: new() { Prefix = "team" });
        foreach (var name in new[] { "team/payloads/a", "team/payloads/b", "teams/c", "team/Foreign" })
            await Client.InitiateMultipartUploadAsync(Bucket, name);
        Clock.Now = DateTimeOffset.UtcNow;
        Assert.Equal(new SweepResult(Removed: 0, Kept: 2), await store.SweepAsync(TimeSpan.FromHours(1)));
        Clock.Now += TimeSpan.FromHours(2);
        Assert.Equal(new SweepResult(Removed: 2, Kept: 0), await store.SweepAsync(TimeSpan.FromHours(1)));
        Assert.Equal(["team/Foreign", "teams/c"], (await UploadsAsync()).Select(upload => upload.Key).Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.SweepAsync(TimeSpan.FromTicks(-1)));
    }

    [SkippableFact]
    public async Task An_upload_that_a_sweep_ended_is_made_again()
    {
        Clock.Now += TimeSpan.FromHours(2);
        var other = Open();
        var swept = new SweepResult();
        var store = Open(async (request, send) =>
        {
            if (Connections.IsComplete(request) && swept.Removed == 0)
                swept = await other.SweepAsync(TimeSpan.FromHours(1));
            return await send();
        }, new() { PartSize = S3ObjectStoreOptions.MinPartSize });
        var put = await store.PutAsync(Key, new byte[S3ObjectStoreOptions.MinPartSize + 1], PutCondition.IfAbsent);
        Assert.Equal(new SweepResult(Removed: 1, Kept: 0), swept);
        Assert.Equal(new ObjectInfo(Key, S3ObjectStoreOptions.MinPartSize + 1, put.Version!.Value), await store.HeadAsync(Key));
    }

    [SkippableFact]
    public async Task Stores_under_different_prefixes_do_not_see_each_other()
    {
        var (one, two) = (Open(options: new() { Prefix = "team" }), Open(options: new() { Prefix = "team/inner/" }));
        await PutAsync(one, Key, "one", PutCondition.IfAbsent);
        Assert.Null(await two.HeadAsync(Key));
        Assert.True((await PutAsync(two, Key, "two", PutCondition.IfAbsent)).IsStored);
        Assert.Equal("one", await ReadAsync(one, Key));
        Assert.Equal([Key.ToString()], await KeysAsync(two, ""));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/team")]
    [InlineData("team//data")]
    [InlineData("../team")]
    [InlineData("team/./data")]
    [InlineData("team\n")]
    public void A_prefix_that_servers_read_differently_is_refused(string prefix)
    {
        using var client = new Amazon.S3.AmazonS3Client(new Amazon.Runtime.AnonymousAWSCredentials(), new Amazon.S3.AmazonS3Config { ServiceURL = "http://127.0.0.1:1", MaxErrorRetry = 0 });
        Assert.Throws<ArgumentException>(() => new S3ObjectStore(client, "bucket", new() { Prefix = prefix }));
    }

    private static async Task<IEnumerable<string>> KeysAsync(S3ObjectStore store, string prefix, ObjectKey? after = null) =>
        (await AllAsync(store.ListAsync(prefix, after))).Select(info => info.Key.ToString());
}
