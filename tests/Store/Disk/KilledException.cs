namespace Guarded.Store.Tests.Disk;

/// <summary>The process was killed. Whatever it still tries has no effect.</summary>
internal sealed class KilledException : Exception;
