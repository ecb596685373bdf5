using Guarded.Store.Objects;

namespace Guarded.Store.Testing;

/// <summary>
/// Every line of the contract of <see cref="IObjectStore"/> as a test. Derive from it, say how the store is opened, and
/// run it with xunit. What the backend's <see cref="IObjectStore.Capabilities"/> leave out is skipped, and says so.
/// </summary>
/// <remarks>
/// What a crash or a power loss leaves cannot be seen through the contract: durability is for the backend's own tests.
/// </remarks>
public abstract partial class ObjectStoreConformance : StoreConformance
{
    private static readonly ObjectKey One = Key("things/one");
    private static readonly ObjectKey Other = Key("things/other");

    /// <summary>Whether the same content has the same version each time, as an ETag that is a hash of the content does.</summary>
    protected virtual bool VersionsNameContent => false;

    /// <summary>Whether a sweep can tell a live writer from a dead one, whatever their age.</summary>
    protected virtual bool KnowsLiveWriters => true;
}
