using Microsoft.CodeAnalysis.Editing;

namespace Guarded.Analyzers.CodeFixes;

/// <summary>One way to fix a finding.</summary>
/// <param name="title">What it does, for people.</param>
/// <param name="key">What it does, the same for all findings that are fixed alike.</param>
/// <param name="apply">Edits the file; other findings in the file may have been fixed before.</param>
internal sealed class Change(string title, string key, Action<SyntaxEditor> apply)
{
    public string Title { get; } = title;

    public string Key { get; } = key;

    public Action<SyntaxEditor> Apply { get; } = apply;
}
