using Guarded.Store.Objects;
using Guarded.Store.Testing;

namespace Guarded.Store.S3.Tests;

public sealed class S3ConformanceTests : ObjectStoreConformance
{
    private readonly TestBucket _bucket = new();

    protected override bool VersionsNameContent => true;

    protected override bool KnowsLiveWriters => false;

    public override Task InitializeAsync() => _bucket.CreateAsync();

    public override Task DisposeAsync() => _bucket.RemoveAsync();

    protected override ValueTask<IObjectStore> OpenAsync() => new(new S3ObjectStore(_bucket.Client, _bucket.Name));
}

public sealed class S3PayloadStoreTests : PayloadStoreConformance
{
    private readonly TestBucket _bucket = new();

    public override Task InitializeAsync() => _bucket.CreateAsync();

    public override Task DisposeAsync() => _bucket.RemoveAsync();

    protected override ValueTask<IObjectStore> OpenAsync() => new(new S3ObjectStore(_bucket.Client, _bucket.Name));
}

/// <summary>Each request takes milliseconds here: the many orders, and each single operation that can fail, are tried in memory.</summary>
public sealed class S3AttachmentStoreTests : AttachmentStoreConformance
{
    private readonly TestBucket _bucket = new();

    protected override int Seeds => 4;

    protected override int Stride => 37;

    public override Task InitializeAsync() => _bucket.CreateAsync();

    public override Task DisposeAsync() => _bucket.RemoveAsync();

    protected override ValueTask<IObjectStore> OpenAsync() => new(new S3ObjectStore(_bucket.Client, _bucket.Name));
}

public sealed class S3LeaseTests() : S3LeaseConformance(putIfAbsentOnly: false);

public sealed class S3ChainLeaseTests() : S3LeaseConformance(putIfAbsentOnly: true);

public abstract class S3LeaseConformance(bool putIfAbsentOnly) : LeaseConformance
{
    private readonly TestBucket _bucket = new();

    protected override bool PutIfAbsentOnly => putIfAbsentOnly;

    protected override int Stride => 3;

    protected override int Seeds => 4;

    public override Task InitializeAsync() => _bucket.CreateAsync();

    public override Task DisposeAsync() => _bucket.RemoveAsync();

    protected override ValueTask<IObjectStore> OpenAsync() => new(new S3ObjectStore(_bucket.Client, _bucket.Name));
}
