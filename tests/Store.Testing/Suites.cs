using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Guarded.Store.Sqlite;
using Guarded.Store.Testing.Tests.Broken;

namespace Guarded.Store.Testing.Tests;

/// <summary>The suites over any store. Not public, so that xunit does not run them for themselves.</summary>
internal static class Suites
{
    /// <summary>Every way to break a backend that there is here.</summary>
    public static IEnumerable<Type> AllBroken => typeof(Suites).Assembly.GetTypes().Where(type =>
        type.IsSubclassOf(typeof(StoreDecorator)) && !type.IsAbstract && type != typeof(OffersNothing));

    /// <summary>A store that is empty and whole, but for this.</summary>
    public static IObjectStore Break(Type broken) => (IObjectStore)Activator.CreateInstance(broken, new MemoryObjectStore())!;

    internal sealed class OfObjects(IObjectStore store) : ObjectStoreConformance
    {
        /// <summary>Whether the author said of the backend what it cannot do.</summary>
        public bool IsModest { get; init; }

        protected override bool VersionsNameContent => IsModest;

        protected override bool KnowsLiveWriters => !IsModest;

        protected override ValueTask<IObjectStore> OpenAsync() => new(store);
    }

    internal sealed class OfPayloads(IObjectStore store) : PayloadStoreConformance
    {
        protected override ValueTask<IObjectStore> OpenAsync() => new(store);
    }

    internal sealed class OfAttachments(IObjectStore store) : AttachmentStoreConformance
    {
        protected override int Seeds => 40;

        protected override int Stride => 7;

        protected override ValueTask<IObjectStore> OpenAsync() => new(store);
    }

    internal sealed class OfLedgers(Type broken) : LedgerConformance
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("guarded-").FullName;

        protected override async ValueTask<ILedger> OpenAsync(PayloadStore payloads, TimeProvider time)
        {
            var whole = await SqliteLedger.OpenOrCreateAsync(Path.Combine(_folder, "ledger.db"), payloads, new SqliteLedgerOptions { Time = time });
            return (ILedger)Activator.CreateInstance(broken, whole, payloads)!;
        }

        // None is cut; what a broken one says of its calls is held against what it recorded all the same.
        protected override ValueTask<bool> TryCutConnectionsAsync() => ValueTask.FromResult(true);

        public override Task DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return Task.CompletedTask;
        }
    }

    internal sealed class OfLeases(IObjectStore store) : LeaseConformance
    {
        protected override ValueTask<IObjectStore> OpenAsync() => new(store);
    }
}
