namespace Guarded.Store.Files;

/// <summary>Why a name from outside is no path below a root (<see cref="SafePath"/>).</summary>
public enum PathFault
{
    /// <summary>There is nothing in it.</summary>
    Empty,

    /// <summary>It begins with '/': it would replace the root.</summary>
    Rooted,

    /// <summary>It begins with a drive letter (<c>c:</c>), which replaces the root on Windows.</summary>
    DriveLetter,

    /// <summary>A segment is <c>..</c>.</summary>
    ParentDirectory,

    /// <summary>A backslash, which separates segments on Windows and is a character like others elsewhere.</summary>
    Backslash,

    /// <summary>A colon, which names another stream of a file on NTFS.</summary>
    AlternateStream,

    /// <summary>A control character, NUL and line ends among them.</summary>
    ControlCharacter,

    /// <summary>One of <c>* ? " &lt; &gt; |</c>, which Windows takes for wildcards or refuses in a name.</summary>
    Wildcard,

    /// <summary>Half of a surrogate pair: different such texts would end up as one file name.</summary>
    BrokenUnicode,

    /// <summary>Two separators in a row, or one at the end.</summary>
    EmptySegment,

    /// <summary>A segment ends with '.' or ' ', which Windows drops, so that it means another file; <c>.</c> is such a segment.</summary>
    TrailingDotOrSpace,

    /// <summary>A segment is a device on Windows, with any extension: <c>con</c>, <c>nul.txt</c>, <c>com1</c>.</summary>
    ReservedName,

    /// <summary>A segment has the form of a short name (<c>longfi~1.txt</c>), under which Windows may find a file of a longer one.</summary>
    ShortName,

    /// <summary>A segment is longer than 255 bytes in UTF-8, or the whole path longer than 4,095.</summary>
    TooLong,

    /// <summary>Something that exists on the way below the root, or at its end, is a symbolic link or a junction.</summary>
    SymbolicLink,

    /// <summary>The system itself resolves it to a path that is not below the root.</summary>
    Outside,
}
