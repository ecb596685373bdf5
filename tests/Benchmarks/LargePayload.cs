using System.Security.Cryptography;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Benchmarks;

/// <summary>One large payload from memory, against the two things that it cannot do without: hashing, and a flushed write.</summary>
internal sealed class LargePayload
{
    private const int Size = 256 << 20;
    private const int Chunk = 1 << 20;

    private readonly byte[] _content = new byte[Size];
    private readonly FileObjectStore _objects;
    private readonly PayloadStore _payloads;
    private readonly BareFolder _bare;
    private int _round;

    public LargePayload(string root)
    {
        _objects = FileObjectStore.OpenOrCreate(Path.Combine(root, "guarded"));
        _payloads = new PayloadStore(_objects);
        _bare = new BareFolder(Path.Combine(root, "bare"));
        RandomNumberGenerator.Fill(_content);
    }

    public Comparison Comparison() => new(
        "one durable payload of 256 MiB from a stream", Size / (double)(1 << 20), "MiB a second",
        new Contender("PayloadStore.StoreAsync", PrepareAsync, async () => _ = await _payloads.StoreAsync(new MemoryStream(_content))),
        new Contender("SHA-256 over memory", PrepareAsync, () => Task.FromResult(SHA256.HashData(_content))),
        new Contender("write in pieces of 1 MiB, fsync", PrepareAsync, () => Task.Run(() => _bare.Put(_content, Chunk)))) { AgainstTheSlowest = true };

    // Another content each round: the same one would be there already. What was written before is removed, and out of the way.
    private async Task PrepareAsync()
    {
        BitConverter.TryWriteBytes(_content, _round++);
        _bare.Clear();
        await foreach (var hash in _payloads.ListAsync())
            await _payloads.DeleteAsync(hash);
    }
}
