using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

public sealed class PutTests : BucketTest
{
    [SkippableFact]
    public async Task Of_many_writers_of_one_absent_key_exactly_one_wins()
    {
        S3ObjectStore[] stores = [.. Enumerable.Range(0, 4).Select(_ => Open())];
        for (var round = 0; round < 10; round++)
        {
            var key = ObjectKey.Parse($"rounds/{round}");
            var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(() => PutAsync(stores[writer % stores.Length], key, $"writer {writer}", PutCondition.IfAbsent).AsTask())));
            var winner = Assert.Single(Enumerable.Range(0, results.Length), writer => results[writer].IsStored);
            Assert.Equal($"writer {winner}", await ReadAsync(stores[0], key));
            Assert.Equal(results[winner].Version, (await stores[0].HeadAsync(key))?.Version);
        }
    }

    [SkippableFact]
    public async Task A_counter_that_many_writers_swap_loses_no_step()
    {
        await PutAsync(Open(), Key, "0", PutCondition.IfAbsent);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var store = Open();
            for (var steps = 0; steps < 10;)
            {
                await using var content = await store.GetAsync(Key) ?? throw new InvalidOperationException("the counter is gone");
                var value = int.Parse(await new StreamReader(content.Stream).ReadToEndAsync(), null);
                if ((await PutAsync(store, Key, $"{value + 1}", PutCondition.IfMatch(content.Info.Version))).IsStored)
                    steps++;
            }
        })));
        Assert.Equal("160", await ReadAsync(Open(), Key));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_put_whose_answer_is_lost_knows_its_own_success(int times)
    {
        var store = Open();
        var first = await PutAsync(Open(Connections.LosesAnswers(Connections.IsPut, times)), Key, "first", PutCondition.IfAbsent);
        Assert.Equal((await store.HeadAsync(Key))?.Version, first.Version);
        var second = await PutAsync(Open(Connections.LosesAnswers(Connections.IsPut, times)), Key, "second", PutCondition.IfMatch(first.Version!.Value));
        Assert.Equal((await store.HeadAsync(Key))?.Version, second.Version);
        var third = await PutAsync(Open(Connections.LosesAnswers(Connections.IsPut, times)), Key, "third", PutCondition.Any);
        Assert.Equal((await store.HeadAsync(Key))?.Version, third.Version);
        Assert.Equal("third", await ReadAsync(store, Key));
    }

    [SkippableFact]
    public async Task A_client_left_to_itself_takes_its_own_success_for_anothers()
    {
        var client = Opened(S3Server.Connect(Connections.LosesAnswers(Connections.IsPut), repeats: 3));
        var lost = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = Key.ToString(), ContentBody = "mine", IfNoneMatch = "*" }));
        Assert.Equal(HttpStatusCode.PreconditionFailed, lost.StatusCode);
        Assert.Equal("mine", await ReadAsync(Open(), Key));
    }

    [SkippableFact]
    public async Task A_put_that_the_server_applied_and_then_failed_knows_its_own_success()
    {
        var put = await PutAsync(Open(Connections.Answers(HttpStatusCode.InternalServerError, "InternalError", Connections.IsPut, applied: true)), Key, "content", PutCondition.IfAbsent);
        Assert.True(put.IsStored);
        Assert.Equal((await Open().HeadAsync(Key))?.Version, put.Version);
    }

    [SkippableFact]
    public async Task A_put_whose_every_answer_is_lost_still_knows_its_own_success()
    {
        var put = await PutAsync(Open(Connections.LosesAnswers(Connections.IsPut, times: int.MaxValue)), Key, "content", PutCondition.Any);
        Assert.Equal((await Open().HeadAsync(Key))?.Version, put.Version);
    }

    [SkippableFact]
    public async Task An_answer_that_is_lost_says_nothing_of_what_was_there_before()
    {
        var store = Open(Connections.LosesAnswers(Connections.IsPut));
        await PutAsync(Open(), Key, "content", PutCondition.IfAbsent);
        Assert.False((await PutAsync(store, Key, "content", PutCondition.IfAbsent)).IsStored);
    }

    [SkippableFact]
    public async Task A_success_that_another_writer_hides_is_not_told_as_a_failed_condition()
    {
        var first = await PutAsync(Open(), Key, "1", PutCondition.IfAbsent);
        var store = Open(Connections.LosesAnswers(Connections.IsPut, meanwhile: async () =>
        {
            var other = Open();
            Assert.Equal("2", await ReadAsync(other, Key));
            var seen = await other.HeadAsync(Key);
            Assert.True((await PutAsync(other, Key, "3", PutCondition.IfMatch(seen!.Version))).IsStored);
        }));
        await Assert.ThrowsAsync<S3OutcomeUnknownException>(async () => await PutAsync(store, Key, "2", PutCondition.IfMatch(first.Version!.Value)));
        Assert.Equal("3", await ReadAsync(store, Key));
    }

    [SkippableTheory]
    [InlineData(HttpStatusCode.Conflict, "ConditionalRequestConflict")]
    [InlineData(HttpStatusCode.Conflict, "ConcurrentModification")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "SlowDown")]
    [InlineData(HttpStatusCode.InternalServerError, "UnknownError")]
    [InlineData(HttpStatusCode.BadRequest, "BadRequest")]
    public async Task What_may_succeed_the_next_time_is_tried_again(HttpStatusCode status, string code)
    {
        var store = Open(Connections.Answers(status, code, Connections.IsPut, times: 3));
        Assert.True((await PutAsync(store, Key, "content", PutCondition.IfAbsent)).IsStored);
        Assert.Equal("content", await ReadAsync(store, Key));
    }

    [SkippableFact]
    public async Task A_conflict_without_end_is_an_error_that_stores_nothing()
    {
        var sent = 0;
        var conflict = Connections.Answers(HttpStatusCode.Conflict, "ConditionalRequestConflict", Connections.IsPut, times: int.MaxValue);
        var store = Open((request, send) =>
        {
            sent++;
            return conflict(request, send);
        });
        var error = await Assert.ThrowsAsync<S3StoreException>(async () => await PutAsync(store, Key, "content", PutCondition.IfAbsent));
        Assert.Contains("ConditionalRequestConflict", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, sent);
        Assert.Null(await Open().HeadAsync(Key));
    }

    [SkippableFact]
    public async Task What_cannot_succeed_is_not_tried_again()
    {
        var sent = 0;
        var refusal = Connections.Answers(HttpStatusCode.BadRequest, "InvalidRequest", Connections.IsPut, times: int.MaxValue);
        var store = Open((request, send) =>
        {
            sent++;
            return refusal(request, send);
        });
        await Assert.ThrowsAsync<S3StoreException>(async () => await PutAsync(store, Key, "content", PutCondition.IfAbsent));
        Assert.Equal(1, sent);
    }

    [SkippableFact]
    public async Task A_stale_state_and_a_missing_one_match_nothing()
    {
        var store = Open();
        var first = await PutAsync(store, Key, "first", PutCondition.IfAbsent);
        await PutAsync(store, Key, "second", PutCondition.IfMatch(first.Version!.Value));
        Assert.False((await PutAsync(store, Key, "third", PutCondition.IfMatch(first.Version.Value))).IsStored);
        Assert.Equal("second", await ReadAsync(store, Key));
        Assert.Equal(DeleteResult.Deleted, await store.DeleteAsync(Key));
        Assert.False((await PutAsync(store, Key, "third", PutCondition.IfMatch(first.Version.Value))).IsStored);
        Assert.Null(await store.HeadAsync(Key));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("\"*\"")]
    [InlineData("a, *")]
    [InlineData("a\r\nx-amz-acl: public-read")]
    public async Task A_version_that_no_store_gave_matches_nothing(string version)
    {
        var store = Open();
        await PutAsync(store, Key, "content", PutCondition.IfAbsent);
        Assert.False((await PutAsync(store, Key, "other", PutCondition.IfMatch(new ObjectVersion(version)))).IsStored);
        Assert.Equal("content", await ReadAsync(store, Key));
    }

    [SkippableFact]
    public async Task A_version_names_the_content_and_returns_with_it()
    {
        var store = Open();
        var before = await PutAsync(store, Key, "a", PutCondition.IfAbsent);
        await PutAsync(store, Key, "b", PutCondition.Any);
        var after = await PutAsync(store, Key, "a", PutCondition.Any);
        Assert.Equal(before.Version, after.Version);
    }

    [SkippableFact]
    public async Task A_commit_whose_condition_failed_can_be_tried_under_another()
    {
        var store = Open();
        await PutAsync(store, Key, "first", PutCondition.IfAbsent);
        await using var staged = await store.StageAsync();
        await staged.Content.WriteAsync("second"u8.ToArray());
        Assert.False((await staged.CommitAsync(Key, PutCondition.IfAbsent)).IsStored);
        Assert.Throws<ObjectDisposedException>(() => staged.Content.Write("more"u8));
        Assert.True((await staged.CommitAsync(Key, PutCondition.Any)).IsStored);
        Assert.Equal("second", await ReadAsync(store, Key));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(ObjectKey.Parse("other"), PutCondition.IfAbsent));
    }

    [SkippableFact]
    public async Task A_content_that_was_closed_too_early_is_not_committed()
    {
        var store = Open();
        await using var staged = await store.StageAsync();
        await using (var writer = new StreamWriter(staged.Content))
            await writer.WriteAsync("closed with its writer");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await staged.CommitAsync(Key, PutCondition.IfAbsent));
        Assert.Null(await store.HeadAsync(Key));
    }

    [SkippableFact]
    public async Task An_object_that_another_program_put_is_an_object()
    {
        var store = Open();
        await Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = Key.ToString(), ContentBody = "theirs" });
        Assert.False((await PutAsync(store, Key, "ours", PutCondition.IfAbsent)).IsStored);
        Assert.Equal("theirs", await ReadAsync(store, Key));
        var seen = await store.HeadAsync(Key);
        Assert.True((await PutAsync(store, Key, "ours", PutCondition.IfMatch(seen!.Version))).IsStored);
    }

    [SkippableFact]
    public async Task What_is_disposed_cannot_be_committed()
    {
        var store = Open();
        await PutAsync(store, Key, "first", PutCondition.IfAbsent);
        var staged = await store.StageAsync();
        await staged.Content.WriteAsync("second"u8.ToArray());
        Assert.False((await staged.CommitAsync(Key, PutCondition.IfAbsent)).IsStored);
        await staged.DisposeAsync();
        await staged.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await staged.CommitAsync(Key, PutCondition.Any));
        Assert.Equal("first", await ReadAsync(store, Key));
    }

    [SkippableFact]
    public async Task An_empty_content_is_an_object()
    {
        var store = Open();
        Assert.True((await PutAsync(store, Key, "", PutCondition.IfAbsent)).IsStored);
        Assert.Equal(0, (await store.HeadAsync(Key))?.Length);
        Assert.Equal("", await ReadAsync(store, Key));
    }

    [Fact]
    public void A_client_that_repeats_requests_by_itself_is_refused()
    {
        using var client = new AmazonS3Client(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" });
        var refused = Assert.Throws<ArgumentException>(() => new S3ObjectStore(client, "bucket"));
        Assert.Contains("MaxErrorRetry = 0", refused.Message, StringComparison.Ordinal);
    }
}
