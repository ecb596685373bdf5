namespace Guarded.Store.Tests;

/// <summary>Tests that measure what the whole process allocates, while no others run.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
