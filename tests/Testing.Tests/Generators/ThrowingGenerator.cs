using Microsoft.CodeAnalysis;

namespace Guarded.Testing.Tests.Generators;

public sealed class ThrowingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.CompilationProvider, static (_, _) => throw new InvalidOperationException("out of ink"));
}
