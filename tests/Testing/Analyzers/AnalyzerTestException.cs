namespace Guarded.Testing.Analyzers;

/// <summary>An analyzer or a fix does not do what its test says; the message shows how.</summary>
public sealed class AnalyzerTestException(string message, Exception? inner = null) : Exception(message, inner);
