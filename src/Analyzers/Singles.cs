namespace Guarded.Analyzers;

/// <summary>Lists of one.</summary>
internal static class Singles
{
    /// <summary>The only element; null where there is none, or more.</summary>
    public static T? Only<T>(this IReadOnlyList<T> list)
        where T : class => list.Count == 1 ? list[0] : null;
}
