using System.Collections.Immutable;

namespace Guarded.Analyzers.Writes;

/// <summary>A path as far as the source shows how it is built.</summary>
internal sealed class PathValue(ImmutableArray<PathPart> parts, bool isNamedTemporary = false)
{
    public ImmutableArray<PathPart> Parts { get; } = parts;

    public IEnumerable<PathPart> Variables => Parts.Where(static part => part.Kind == PathPartKind.Variable);

    /// <summary>Whether it begins with the folder for temporary files.</summary>
    public bool IsTemporary => Parts is [{ Kind: PathPartKind.Temporary }, ..] or [{ Kind: PathPartKind.Function }, { Kind: PathPartKind.Temporary }, ..];

    /// <summary>Whether it is the same whenever its variables are.</summary>
    public bool IsDetermined => Parts.All(static part => part.Kind is PathPartKind.Text or PathPartKind.Variable or PathPartKind.Function or PathPartKind.End);

    /// <summary>Whether a name in it says that nothing lasting is there: tempFile, "state.json.tmp".</summary>
    public bool IsNamedTemporary => isNamedTemporary || Parts.Any(static part => part.Kind switch
    {
        PathPartKind.Text => part.Text.HasWord(TemporaryName.IsWord) || TemporaryName.HasExtension(part.Text),
        PathPartKind.Variable or PathPartKind.Unknown => part.Text.HasWord(TemporaryName.IsWord),
        _ => false,
    });

    public bool IsSame(PathValue other) => Parts.Length == other.Parts.Length && BeginsWith(other);

    /// <summary>Whether it is the other, or lies in there.</summary>
    public bool IsWithin(PathValue folder)
    {
        if (folder.Parts.IsEmpty || Parts.Length < folder.Parts.Length)
            return false;
        if (IsSame(folder))
            return true;
        var last = folder.Parts.Length - 1;
        for (var index = 0; index < last; index++)
        {
            if (!Parts[index].IsSame(folder.Parts[index]))
                return false;
        }

        return folder.Parts[last].Kind == PathPartKind.Text && Parts[last].Kind == PathPartKind.Text
            ? Parts[last].Text.StartsWith(folder.Parts[last].Text.TrimEnd('/') + "/", StringComparison.Ordinal)
            : Parts[last].IsSame(folder.Parts[last]) && Parts.Length > last + 1 && Parts[last + 1].Kind == PathPartKind.Text && Parts[last + 1].Text.StartsWith("/", StringComparison.Ordinal);
    }

    /// <summary>Whether it is built from the other, and from nothing else that varies.</summary>
    public bool IsDerivedFrom(PathValue other) =>
        Variables.All(variable => other.Variables.Any(variable.IsSame));

    private bool BeginsWith(PathValue other)
    {
        if (other.Parts.IsEmpty)
            return false;
        for (var index = 0; index < other.Parts.Length; index++)
        {
            if (!Parts[index].IsSame(other.Parts[index]))
                return false;
        }

        return true;
    }
}
