using System.Diagnostics.CodeAnalysis;
using Amazon.S3;
using Amazon.S3.Model;
using Guarded.Store.Objects;

namespace Guarded.Store.S3;

/// <summary>A store's part of a bucket: how its names map to keys, and how its requests are repeated and their failures told.</summary>
internal sealed class S3Bucket(IAmazonS3 client, string name, string prefix, TimeProvider time)
{
    public const int Attempts = 6;

    /// <summary>The user metadata that names the commit which wrote an object.</summary>
    public const string CommitMetadata = "guarded-commit";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public IAmazonS3 Client { get; } = client;

    public string Name { get; } = name;

    /// <summary>Where a name below the store's prefix lies in the bucket.</summary>
    public string NameOf(string below) => prefix + below;

    public string NameOf(ObjectKey key) => prefix + key;

    /// <summary>The name below the store's prefix.</summary>
    public string Below(string objectName) => objectName[prefix.Length..];

    public bool TryKeyOf(string objectName, [NotNullWhen(true)] out ObjectKey? key) => ObjectKey.TryParse(Below(objectName), out key);

    /// <summary>Makes a request that may be made twice, until it is answered.</summary>
    /// <exception cref="S3StoreException">It was refused, or not answered within the bound.</exception>
    public async Task<T> SendAsync<T>(string doing, string at, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await request(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (S3Failures.Of(exception, cancellationToken) is { } failure)
            {
                if (attempt == Attempts || !failure.MayBeRepeated())
                    throw Error(failure, doing, at, exception);
            }
            await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<T> SendAsync<T>(string doing, ObjectKey key, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
        SendAsync(doing, NameOf(key), request, cancellationToken);

    /// <summary>Waits longer after each attempt, and at random, so that writers that met part.</summary>
    public Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var longest = Math.Min(FirstPause.Ticks << (attempt - 1), LongestPause.Ticks);
        return Task.Delay(TimeSpan.FromTicks(Random.Shared.NextInt64(longest)), time, cancellationToken);
    }

    /// <summary>What is under a key, or null. A bucket that is missing is an error, not an empty one.</summary>
    public async Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return StoredObject.Of(await SendAsync("look at", key, token => Client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = Name, Key = NameOf(key) }, token), cancellationToken).ConfigureAwait(false));
        }
        catch (S3StoreException absent) when (absent.Failure == S3Failure.NotFound)
        {
            await RequireBucketAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    public S3StoreException Error(S3Failure failure, string doing, string at, Exception exception)
    {
        var said = exception is Amazon.Runtime.AmazonServiceException { ErrorCode.Length: > 0 } answered
            ? $"{(int)answered.StatusCode} {answered.ErrorCode}: {exception.Message}"
            : exception.Message;
        return new S3StoreException(failure, $"Could not {doing} '{at}' in bucket '{Name}' at {Endpoint}: {said.TrimEnd('.')}. {S3Failures.Remedy(exception)}", exception);
    }

    /// <summary>A server that says there is more, and not where. Asking on would never end.</summary>
    public S3StoreException EndlessList(string at) =>
        new($"Listing '{at}' in bucket '{Name}' at {Endpoint}, the server said that there is more, but not where to go on. What was listed may be incomplete. Guarded cannot use this server.");

    private string Endpoint => Client.Config.ServiceURL ?? $"Amazon S3 in {Client.Config.RegionEndpoint?.SystemName ?? "an unknown region"}";

    // The answer to a HEAD has no body, so its 404 leaves open what is missing.
    private async Task RequireBucketAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync("find", "", token => Client.HeadBucketAsync(new HeadBucketRequest { BucketName = Name }, token), cancellationToken).ConfigureAwait(false);
        }
        catch (S3StoreException missing) when (missing.Failure == S3Failure.NotFound)
        {
            throw new S3StoreException($"There is no bucket '{Name}' at {Endpoint}. Check the bucket's name; a store does not create its bucket.", missing);
        }
        catch (S3StoreException forbidden) when (forbidden.InnerException is AmazonS3Exception { StatusCode: System.Net.HttpStatusCode.Forbidden })
        {
            // It is there, and this access key may not look at it.
        }
    }
}
