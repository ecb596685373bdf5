using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

/// <summary>A server that cannot be used is an error that says what to do, never an empty store.</summary>
public sealed class FailureTests : BucketTest
{
    public static TheoryData<string> Calls { get; } = new(["get", "range", "head", "put", "long put", "delete", "list", "foreign", "sweep"]);

    [SkippableTheory]
    [MemberData(nameof(Calls))]
    public async Task A_missing_bucket_is_named(string call)
    {
        var error = await FailAsync(new S3ObjectStore(Client, "guarded-missing", Options), call);
        Assert.Contains("guarded-missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("does not create its bucket", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Calls))]
    public async Task A_wrong_secret_is_told_as_such(string call)
    {
        var error = await FailAsync(new S3ObjectStore(Opened(S3Server.Connect(secret: "wrong")), Bucket, Options), call);
        Assert.Contains(Bucket, error.Message, StringComparison.Ordinal);
        Assert.Contains(S3Server.Endpoint, error.Message, StringComparison.Ordinal);
        Assert.Contains("access key", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Calls))]
    public async Task A_server_that_is_not_there_is_told_as_such(string call)
    {
        var error = await FailAsync(new S3ObjectStore(Opened(S3Server.Connect(endpoint: "http://127.0.0.1:1")), Bucket, Options), call);
        Assert.Contains("http://127.0.0.1:1", error.Message, StringComparison.Ordinal);
        Assert.Contains("network", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Calls))]
    public async Task A_call_that_was_cancelled_does_nothing(string call)
    {
        var sent = 0;
        var store = Open(Connections.Counts(_ => true, () => sent++), Options);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CallAsync(store, call, new CancellationToken(canceled: true)));
        Assert.Equal(0, sent);
    }

    [SkippableFact]
    public async Task A_pause_between_attempts_ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var store = Open((_, _) =>
        {
            cancellation.Cancel();
            throw new HttpRequestException("The connection broke.");
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.HeadAsync(Key, cancellation.Token));
    }

    private S3ObjectStoreOptions Options => new() { PartSize = S3ObjectStoreOptions.MinPartSize, Time = Clock };

    private static Task<S3StoreException> FailAsync(S3ObjectStore store, string call) =>
        Assert.ThrowsAnyAsync<S3StoreException>(() => CallAsync(store, call, CancellationToken.None));

    private static async Task CallAsync(S3ObjectStore store, string call, CancellationToken cancellationToken)
    {
        switch (call)
        {
            case "get":
                await store.GetAsync(Key, cancellationToken: cancellationToken);
                break;
            case "range":
                await store.GetAsync(Key, new ByteRange(0, 0), cancellationToken);
                break;
            case "head":
                await store.HeadAsync(Key, cancellationToken);
                break;
            case "put":
                await store.PutAsync(Key, "content"u8.ToArray(), PutCondition.Any, cancellationToken);
                break;
            case "long put":
                await store.PutAsync(Key, new byte[S3ObjectStoreOptions.MinPartSize + 1], PutCondition.Any, cancellationToken);
                break;
            case "delete":
                await store.DeleteAsync(Key, cancellationToken: cancellationToken);
                break;
            case "list":
                await foreach (var info in store.ListAsync("", cancellationToken: cancellationToken))
                    Assert.Fail($"{info} was listed.");
                break;
            case "foreign":
                await foreach (var entry in store.ListForeignAsync("", cancellationToken))
                    Assert.Fail($"{entry} was listed.");
                break;
            default:
                await store.SweepAsync(TimeSpan.Zero, cancellationToken);
                break;
        }
    }
}
