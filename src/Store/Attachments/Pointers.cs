using System.Text.Json;
using Guarded.Store.Objects;

namespace Guarded.Store.Attachments;

/// <summary>Small JSON objects of one kind: created if absent, changed by compare-and-swap, never read beyond a size.</summary>
internal abstract class Pointers<T>(IObjectStore objects, int maxLength)
    where T : class
{
    /// <summary>What lies under a key, or null.</summary>
    public async ValueTask<T?> FindAsync(ObjectKey key, CancellationToken cancellationToken) =>
        (await ReadAsync(key, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Writes what is not there yet. False where something is.</summary>
    public async ValueTask<bool> TryCreateAsync(ObjectKey key, T value, CancellationToken cancellationToken)
    {
        var result = await objects.PutAsync(key, Write(value), PutCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        return result.IsStored;
    }

    /// <summary>
    /// Swaps what lies under a key for what a function makes of it, and gives what lies there then. The function may be asked
    /// several times; where it gives back what it got, nothing is written.
    /// </summary>
    public async ValueTask<T?> ChangeAsync(ObjectKey key, Func<T?, T?> change, CancellationToken cancellationToken)
    {
        const int patience = 16;
        var refused = new ObjectVersion?();
        for (var standstill = 0; ;)
        {
            var read = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
            var next = change(read?.Value);
            if (next is null || ReferenceEquals(next, read?.Value))
                return next;
            var condition = read is null ? PutCondition.IfAbsent : PutCondition.IfMatch(read.Version);
            if ((await objects.PutAsync(key, Write(next), condition, cancellationToken).ConfigureAwait(false)).IsStored)
                return next;
            // Whoever loses to another's change goes on for as long as there are others: each change is somebody's progress.
            standstill = refused == read?.Version ? standstill + 1 : 0;
            if (standstill == patience)
                throw new IOException($"'{key}' cannot be changed, though nobody else changes it: the store refused the same swap {patience} times. Nothing was written. Check the store's compare-and-swap.");
            refused = read?.Version;
        }
    }

    protected abstract byte[] Write(T value);

    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes. So are <see cref="JsonException"/> and <see cref="ArgumentException"/>.</exception>
    protected abstract T Read(ObjectKey key, ReadOnlySpan<byte> json);

    private async ValueTask<Versioned?> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var content = await objects.GetAsync(key, range: null, cancellationToken).ConfigureAwait(false);
        if (content is null)
            return null;
        await using (content.ConfigureAwait(false))
        {
            if (content.Info.Length > maxLength)
                throw new AttachmentMetadataUnreadableException(key, $"it has {content.Info.Length} bytes, more than the {maxLength} that one can have. Restore it from a copy.");
            try
            {
                var json = new byte[content.Info.Length];
                await content.Stream.ReadExactlyAsync(json, cancellationToken).ConfigureAwait(false);
                return new Versioned(Read(key, json), content.Info.Version);
            }
            catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException or EndOfStreamException)
            {
                throw new AttachmentMetadataUnreadableException(key, $"{exception.Message.TrimEnd('.')}. Restore it from a copy.", exception);
            }
        }
    }

    private sealed record Versioned(T Value, ObjectVersion Version);
}
