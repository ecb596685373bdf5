namespace Guarded.Testing.Analyzers;

/// <summary>A file of a test.</summary>
/// <param name="Project">The project that it belongs to.</param>
/// <param name="Path">Its path in there.</param>
/// <param name="Source">What is analyzed.</param>
/// <param name="Fixed">What fixes make of it; null where they leave it as it is.</param>
internal sealed record TestFile(string Project, string Path, MarkedSource Source, MarkedSource? Fixed)
{
    public string FullPath => $"/{Project}/{Path}";

    public MarkedSource Outcome => Fixed ?? Source;
}
