namespace Guarded.Store.Tests.Disk;

/// <summary>An operation and the process that did it.</summary>
internal readonly record struct TracedOperation(string Process, DiskOperation Operation);
