using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Guarded.Testing;

/// <summary>The assemblies that test source is compiled against: those of the framework that runs the test.</summary>
public static class FrameworkReferences
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
