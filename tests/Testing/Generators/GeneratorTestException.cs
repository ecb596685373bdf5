namespace Guarded.Testing.Generators;

/// <summary>A generator, or what it emitted, is not as it must be; the message shows how.</summary>
public sealed class GeneratorTestException(string message, Exception? inner = null) : Exception(message, inner);
