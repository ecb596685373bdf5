namespace Guarded.Store.Testing.Seam;

/// <summary>One call through the seam.</summary>
/// <param name="Kind">What is called: stage, write, commit, get, read, head, delete or list.</param>
/// <param name="Key">The key or the prefix, or empty where there is none yet.</param>
internal readonly record struct SeamOperation(string Kind, string Key)
{
    public override string ToString() => $"{Kind} {Key}";
}
