using System.Text;

namespace Guarded.Store.Files;

/// <summary>
/// The rules for a name that comes from outside. They are the same on every system, so that a name which is accepted on
/// one means the same file on the next.
/// </summary>
internal static class RelativeName
{
    private const int MostBytesOfSegment = 255;

    /// <summary>The first rule that a name breaks, or null.</summary>
    public static PathFault? Fault(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return PathFault.Empty;
        if (CharacterFault(name) is { } fault)
            return fault;
        if (name[0] == '/')
            return PathFault.Rooted;
        foreach (var segment in name.Split('/'))
            if (SegmentFault(name[segment]) is { } inSegment)
                return inSegment;
        return null;
    }

    private static PathFault? CharacterFault(ReadOnlySpan<char> name)
    {
        for (var at = 0; at < name.Length; at++)
            switch (name[at])
            {
                case '\\':
                    return PathFault.Backslash;
                case ':':
                    return at == 1 && char.IsAsciiLetter(name[0]) ? PathFault.DriveLetter : PathFault.AlternateStream;
                case '*' or '?' or '"' or '<' or '>' or '|':
                    return PathFault.Wildcard;
                case var character when char.IsControl(character):
                    return PathFault.ControlCharacter;
                case var character when char.IsSurrogate(character):
                    if (at + 1 == name.Length || !char.IsSurrogatePair(character, name[at + 1]))
                        return PathFault.BrokenUnicode;
                    at++;
                    break;
            }
        return null;
    }

    private static PathFault? SegmentFault(ReadOnlySpan<char> segment) => segment switch
    {
        [] => PathFault.EmptySegment,
        ['.', '.'] => PathFault.ParentDirectory,
        [.., '.' or ' '] => PathFault.TrailingDotOrSpace,
        _ when WindowsDevice.IsNamed(segment) => PathFault.ReservedName,
        _ when WindowsShortName.Is(segment) => PathFault.ShortName,
        _ when Encoding.UTF8.GetByteCount(segment) > MostBytesOfSegment => PathFault.TooLong,
        _ => null,
    };
}
