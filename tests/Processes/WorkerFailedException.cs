namespace Guarded.Processes.Tests;

/// <summary>A worker met an error, and no worker is to meet any.</summary>
internal sealed class WorkerFailedException(int exitCode, string errors) : Exception($"A worker ended with exit code {exitCode}:\n{errors}");
