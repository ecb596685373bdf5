namespace Guarded.Benchmarks;

/// <summary>One way of doing the same work: how it is called in the table, what is not measured, and what is.</summary>
internal sealed record Contender(string Name, Func<Task> Prepare, Func<Task> Round);
