using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Guarded.Testing.Generators;

/// <summary>A compilation as an assembly that leaves memory again.</summary>
internal static class EmittedAssembly
{
    public static T Invoke<T>(Compilation compilation, string type, string method, object?[] arguments)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        if (!emitted.Success)
            throw new GeneratorTestException($"The result cannot be emitted:\n{string.Join('\n', emitted.Diagnostics)}");

        image.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true);
        try
        {
            var owner = context.LoadFromStream(image).GetType(type)
                ?? throw new GeneratorTestException($"The result has no type '{type}'.");
            var target = owner.GetMethod(method, BindingFlags.Public | BindingFlags.Static)
                ?? throw new GeneratorTestException($"'{type}' has no public static method '{method}'.");

            return target.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null) is T result
                ? result
                : throw new GeneratorTestException($"'{type}.{method}' did not return a {typeof(T).Name}.");
        }
        finally
        {
            context.Unload();
        }
    }
}
