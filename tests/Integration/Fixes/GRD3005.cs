using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

namespace Fixes.Hashes;

internal sealed class UnverifiedRead(PayloadStore payloads, string root)
{
    public async Task<byte[]> LoadAsync(PayloadHash hash, CancellationToken cancellationToken)
    {
        // The store's own file.
        return await File.ReadAllBytesAsync(Path.Combine(root, hash.ToString()), cancellationToken);
    }

    public async Task<byte[]> LoadAsync(PayloadReference reference, CancellationToken cancellationToken) =>
        await File.ReadAllBytesAsync(Path.Combine(root, reference.Hash.ToString()), cancellationToken);
}
