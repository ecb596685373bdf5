using System.Collections.Concurrent;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>Remembers what was put under each key, and what was promised of it when.</summary>
internal sealed class Witness(SimulatedDisk disk)
{
    private readonly ConcurrentQueue<Promise> _promises = [];
    private readonly ConcurrentDictionary<(ObjectKey Key, string Hash), byte[]> _put = [];

    public int Now => disk.Trace.Count;

    public IEnumerable<Promise> Promises => _promises;

    public void Put(ObjectKey key, byte[] content) => _put[(key, FileImage.HashOf(content))] = content;

    public bool WasPut(ObjectKey key, string hash) => _put.ContainsKey((key, hash));

    public byte[]? AnyPut(ObjectKey key) => _put.FirstOrDefault(put => put.Key.Key.Equals(key)).Value;

    public void Promise(ObjectKey key, int from, Predicate<string?> claim) => _promises.Enqueue(new Promise(key, from, Now, claim));

    public void PromiseContent(ObjectKey key, int from, byte[] content)
    {
        var promised = FileImage.HashOf(content);
        Promise(key, from, hash => hash == promised);
    }
}
