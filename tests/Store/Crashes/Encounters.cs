using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>What two processes do to one store at the same time.</summary>
internal static class Encounters
{
    public static IReadOnlyList<Encounter> All { get; } =
    [
        new("two put the same", PutOneAsync, PutOneAsync),
        new("two put the same into a folder that was there", PutOneAsync, PutOneAsync) { Image = DiskImage.Empty.With("things/two", Scenarios.Other) },
        new("two put into one new folder", PutOneAsync, PutTwoAsync),
        new("put and delete the same", PutOneAsync, DeleteOneAsync),
        new("put and delete what is there", PutOneAsync, DeleteOneAsync) { Before = PutOneAsync },
        new("delete and put what is there", DeleteOneAsync, PutOneAsync) { Before = PutOneAsync },
        new("put beside the last that is deleted", PutTwoAsync, DeleteOneAsync) { Before = PutOneAsync },
        new("delete the last beside a put", DeleteOneAsync, PutTwoAsync) { Before = PutOneAsync },
        new("two delete the same", DeleteOneAsync, DeleteOneAsync) { Before = PutOneAsync },
        new("two swap the same", TrySwapOneAsync, TrySwapOneAsync) { Before = PutOneAsync },
        new("swap and delete the same", TrySwapOneAsync, DeleteOneAsync) { Before = PutOneAsync },
        new("a large put and a sweep", store => Scenarios.PutAsync(store, Scenarios.One, Scenarios.Large), SweepAsync),
        new("a swap and a sweep", TrySwapOneAsync, SweepAsync) { Before = PutOneAsync },
    ];

    private static Task PutOneAsync(IObjectStore store) => Scenarios.PutAsync(store, Scenarios.One, Scenarios.Small);

    private static Task PutTwoAsync(IObjectStore store) => Scenarios.PutAsync(store, Scenarios.Two, Scenarios.Other);

    private static Task DeleteOneAsync(IObjectStore store) => Scenarios.DeleteAsync(store, Scenarios.One);

    private static async Task SweepAsync(IObjectStore store) => await store.SweepAsync(TimeSpan.Zero);

    private static async Task TrySwapOneAsync(IObjectStore store)
    {
        if (await store.HeadAsync(Scenarios.One) is { } there)
            await store.PutAsync(Scenarios.One, Scenarios.Other, PutCondition.IfMatch(there.Version));
    }
}
