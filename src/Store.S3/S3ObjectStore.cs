using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Guarded.Store.Objects;
using ByteRange = Guarded.Store.Objects.ByteRange;

namespace Guarded.Store.S3;

/// <summary>
/// Objects in a bucket of S3, or of a server that speaks its protocol. What a commit or a delete has answered survives
/// as the server promises. Conditions are decided by the server, so they hold between all who use the bucket.
/// </summary>
/// <remarks>
/// <para>
/// A version is the object's ETag, and on S3 an ETag names the content. Two writes of the same content share a version:
/// a compare-and-swap does not see that a key went from one content to another and back. What is swapped should hold
/// something that never returns, such as a number that only rises.
/// </para>
/// <para>
/// Give the store a bucket without versioning, which servers do not decide conditions in alike, and no directory bucket,
/// which lists out of order.
/// </para>
/// <para>
/// Requests that fail in passing are repeated, six times at most. A commit whose answer was lost is recognised by the
/// metadata <c>x-amz-meta-guarded-commit</c> that it put beside the object.
/// </para>
/// </remarks>
public sealed class S3ObjectStore : IObjectStore
{
    private const int MaxPrefixBytes = 500;

    private readonly S3Bucket _bucket;
    private readonly S3ObjectStoreOptions _options;

    /// <summary>A store in a bucket that is there. Nothing is asked of the server yet.</summary>
    /// <param name="client">Stays the caller's to dispose. Its <c>MaxErrorRetry</c> must be 0: a repeat that this store does not see could turn a success into a failed condition.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="ArgumentException">The client makes repeats of its own, or the prefix is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part size is outside its range.</exception>
    public S3ObjectStore(IAmazonS3 client, string bucket, S3ObjectStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(bucket);
        _options = options ?? new S3ObjectStoreOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.PartSize, S3ObjectStoreOptions.MinPartSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.PartSize, S3ObjectStoreOptions.MaxPartSize, nameof(options));
        if (client.Config.MaxErrorRetry != 0)
            throw new ArgumentException("The client repeats requests by itself, so that a commit could take its own success for another's. Set MaxErrorRetry = 0 in its AmazonS3Config; the store makes the repeats.", nameof(client));
        _bucket = new S3Bucket(client, bucket, FullPrefix(_options.Prefix), _options.Time);
    }

    /// <inheritdoc/>
    /// <remarks>No conditional delete: servers that offer one do not decide it against a concurrent put.</remarks>
    public ObjectStoreCapabilities Capabilities => ObjectStoreCapabilities.CompareAndSwap;

    /// <inheritdoc/>
    public ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(new S3StagedObject(_bucket, _options));
    }

    /// <inheritdoc/>
    /// <exception cref="S3StoreException">The object could not be opened; reading its stream can fail so too.</exception>
    public async ValueTask<ObjectContent?> GetAsync(ObjectKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        while (true)
        {
            if (range is not { Length: 0 })
            {
                try
                {
                    return await new RangedGet(_bucket).OpenAsync(key, range, cancellationToken).ConfigureAwait(false);
                }
                catch (S3StoreException absent) when (absent.Failure == S3Failure.NotFound)
                {
                    return null;
                }
                catch (S3StoreException beyond) when (beyond.Failure == S3Failure.RangeNotSatisfiable)
                {
                    // Nothing is left of the range, which S3 refuses to send.
                }
            }
            var info = await HeadAsync(key, cancellationToken).ConfigureAwait(false);
            if (info is null || range is not { } asked || asked.LengthWithin(info.Length) == 0)
                return info is null ? null : new ObjectContent(info, new MemoryStream([], writable: false));
            // It was replaced by something longer in between.
        }
    }

    /// <inheritdoc/>
    /// <exception cref="S3StoreException">The server could not be asked.</exception>
    public async ValueTask<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var held = await _bucket.HeadAsync(key, cancellationToken).ConfigureAwait(false);
        return held is null ? null : new ObjectInfo(key, held.Length, held.Version);
    }

    /// <inheritdoc/>
    /// <remarks>S3 does not tell whether a delete removed something, so the key is looked at first: of callers that race, more than one may be told <see cref="DeleteResult.Deleted"/>.</remarks>
    /// <exception cref="S3StoreException">The object could not be removed.</exception>
    public async ValueTask<DeleteResult> DeleteAsync(ObjectKey key, ObjectVersion? ifMatch = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (ifMatch is not null)
            throw new NotSupportedException("S3 servers do not hold a delete to a version atomically. Write a state that says 'deleted' with PutCondition.IfMatch, or delete under a lease.");
        if (await _bucket.HeadAsync(key, cancellationToken).ConfigureAwait(false) is null)
            return DeleteResult.NotFound;
        cancellationToken.ThrowIfCancellationRequested();
        await _bucket.SendAsync("delete", key, token => _bucket.Client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _bucket.Name, Key = _bucket.NameOf(key) }, token), CancellationToken.None).ConfigureAwait(false);
        return DeleteResult.Deleted;
    }

    /// <inheritdoc/>
    /// <exception cref="S3StoreException">The bucket could not be listed.</exception>
    public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, ObjectKey? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return new Listing(_bucket).ObjectsAsync(prefix, after, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="S3StoreException">The bucket could not be listed.</exception>
    public IAsyncEnumerable<ForeignEntry> ListForeignAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return new Listing(_bucket).ForeignAsync(prefix, cancellationToken);
    }

    /// <summary>Ends uploads that a crashed writer left unfinished. S3 does not tell a live upload from a dead one: the age alone decides.</summary>
    /// <param name="minimumAge">How long ago an upload must have begun, by the server's clock seen from this one. Longer than any commit takes.</param>
    /// <param name="cancellationToken">Ends the sweep between two removals.</param>
    /// <exception cref="S3StoreException">The uploads could not be listed or ended.</exception>
    public ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumAge, TimeSpan.Zero);
        return new UnfinishedUploads(_bucket).EndAsync(_options.Time.GetUtcNow() - minimumAge, cancellationToken);
    }

    private static string FullPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length == 0)
            return "";
        var folder = prefix.EndsWith('/') ? prefix[..^1] : prefix;
        if (Encoding.UTF8.GetByteCount(folder) > MaxPrefixBytes || folder.Any(char.IsControl) || folder.Split('/').Any(segment => segment is "" or "." or ".."))
            throw new ArgumentException($"'{prefix}' is no prefix: at most {MaxPrefixBytes} bytes, no control characters, and no segment that is empty, '.' or '..'.", nameof(prefix));
        return folder + "/";
    }
}
