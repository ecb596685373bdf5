using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>A simulated disk and the processes that use it.</summary>
internal sealed class Scene
{
    private readonly Durability _durability;

    public Scene(DiskImage image, bool hasUnnamedFiles, Durability durability = Durability.Full)
    {
        _durability = durability;
        Disk = new SimulatedDisk(image, hasUnnamedFiles);
        Witness = new Witness(Disk);
        Process = Disk.Start("first");
        Objects = Open(Process);
        foreach (var entry in image.Entries)
            if (entry.File is { } file && ObjectKey.TryParse(entry.Path, out var key))
                Witness.Put(key, file.Bytes);
    }

    public SimulatedDisk Disk { get; }

    public Witness Witness { get; }

    /// <summary>The process whose calls are looked at.</summary>
    public SimulatedProcess Process { get; }

    /// <summary>Its store.</summary>
    public WitnessedObjects Objects { get; }

    /// <summary>Opens a store in a process.</summary>
    public WitnessedObjects Open(SimulatedProcess process, TimeProvider? time = null) =>
        new(new FileObjectStore(process.OpenRoot(), new FileObjectStoreOptions { Durability = _durability, Time = time ?? StoppedClock.BeforeTheCrash }), Witness);
}
