using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.ContentHashes;

/// <summary>What the emitted code needs of the project that it becomes part of.</summary>
internal static class Requirements
{
    /// <summary>What the project lacks, and what to do about it; null where it has all.</summary>
    public static string? Lack(Compilation compilation) => compilation switch
    {
        CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp12 and var version } =>
            $"the project is compiled as C# {version.ToDisplayString()}; set LangVersion to 12.0 or later",
        _ when !HasFramework(compilation) => "the project's framework is older than .NET 9; target net9.0 or later",
        _ => null,
    };

    // What .NET 9 brought to its core, which no package can bring to an older one.
    private static bool HasFramework(Compilation compilation) =>
        compilation.ObjectType.ContainingAssembly.GetTypeByMetadataName("System.Convert") is { } convert
        && !convert.GetMembers("TryToHexStringLower").IsEmpty;
}
