namespace Guarded.Processes.Tests.Kills;

/// <summary>The store is not as its workers were told that it is.</summary>
internal sealed class BrokenPromiseException(string harm) : Exception($"A promise is broken: {harm}.");
