using Guarded.Store.Files;
using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>One call to a store, and what was done before it.</summary>
internal sealed record Scenario(string Name, Func<IObjectStore, Task> Act)
{
    /// <summary>What is on the disk at first.</summary>
    public DiskImage Image { get; init; } = DiskImage.Empty;

    /// <summary>What the same process did before, to its end.</summary>
    public Func<IObjectStore, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>What else must hold of a store that is opened after a crash. It throws where it does not.</summary>
    public Func<IObjectStore, Task> After { get; init; } = _ => Task.CompletedTask;

    public async Task<Scene> PrepareAsync(bool hasUnnamedFiles, Durability durability = Durability.Full)
    {
        var scene = new Scene(Image, hasUnnamedFiles, durability);
        await Before(scene.Objects);
        return scene;
    }
}
