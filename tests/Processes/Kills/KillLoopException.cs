namespace Guarded.Processes.Tests.Kills;

/// <summary>A kill loop found harm: what, from which seed, and what was done last.</summary>
internal sealed class KillLoopException(string message, Exception harm) : Exception(message, harm);
