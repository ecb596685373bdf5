using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Tests.Broken;

internal sealed class SweepsTakeLiveWrites(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly List<StagedObject> _staged = [];

    public override async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        var staged = await base.StageAsync(cancellationToken);
        _staged.Add(staged);
        return staged;
    }

    public override async ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        foreach (var staged in _staged)
            await staged.DisposeAsync();
        return new SweepResult(_staged.Count, 0);
    }
}

/// <summary>Right for a store that says so; broken for one that claims to know who is alive.</summary>
internal sealed class SweepsJudgeByAge(IObjectStore inner) : StoreDecorator(inner)
{
    private readonly List<StagedObject> _staged = [];

    public override async ValueTask<StagedObject> StageAsync(CancellationToken cancellationToken = default)
    {
        var staged = await base.StageAsync(cancellationToken);
        _staged.Add(staged);
        return staged;
    }

    public override async ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        if (minimumAge == TimeSpan.Zero)
            foreach (var staged in _staged)
                await staged.DisposeAsync();
        return await base.SweepAsync(minimumAge, cancellationToken);
    }
}

internal sealed class SweepsTakeAnyAge(IObjectStore inner) : StoreDecorator(inner)
{
    public override ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default) =>
        base.SweepAsync(minimumAge.Duration(), cancellationToken);
}

internal sealed class SweepsTakeObjects(IObjectStore inner) : StoreDecorator(inner)
{
    public override async ValueTask<SweepResult> SweepAsync(TimeSpan minimumAge, CancellationToken cancellationToken = default)
    {
        await foreach (var info in Inner.ListAsync("", after: null, cancellationToken))
            await Inner.DeleteAsync(info.Key, ifMatch: null, cancellationToken);
        return await base.SweepAsync(minimumAge, cancellationToken);
    }
}
