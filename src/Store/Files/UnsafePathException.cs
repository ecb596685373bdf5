namespace Guarded.Store.Files;

/// <summary>A name from outside is no path below its root. Nothing was read or written.</summary>
public sealed class UnsafePathException : IOException
{
    private const int MostShown = 200;

    internal UnsafePathException(string name, string root, PathFault fault)
        : base($"'{Printable(name)}' is no path below '{root}': {Reason(fault)}.")
    {
        Name = name;
        Fault = fault;
    }

    /// <summary>The name as it came. It may hold anything: show <see cref="Exception.Message"/>, where it is made printable.</summary>
    public string Name { get; }

    /// <summary>Which rule it breaks.</summary>
    public PathFault Fault { get; }

    private static string Reason(PathFault fault) => fault switch
    {
        PathFault.Empty => "it is empty",
        PathFault.Rooted => "it begins with '/'",
        PathFault.DriveLetter => "it begins with a drive letter",
        PathFault.ParentDirectory => "it leads upwards with '..'",
        PathFault.Backslash => "it holds a backslash; segments are separated by '/'",
        PathFault.AlternateStream => "it holds ':', which names another stream of a file on Windows",
        PathFault.ControlCharacter => "it holds a control character",
        PathFault.Wildcard => "it holds one of * ? \" < > |, which Windows takes for wildcards or refuses",
        PathFault.BrokenUnicode => "it holds half of a surrogate pair",
        PathFault.EmptySegment => "a segment is empty",
        PathFault.TrailingDotOrSpace => "a segment ends with '.' or ' ', which Windows drops",
        PathFault.ReservedName => "a segment is the name of a device on Windows",
        PathFault.ShortName => "a segment has the form of a short name ('~' and digits at the end of at most 8 characters), which can be another file's on Windows",
        PathFault.TooLong => "a segment is longer than 255 bytes, or the whole path than 4,095",
        PathFault.SymbolicLink => "a symbolic link lies on the way, and links below the root are not followed",
        _ => "the system resolves it to a place outside",
    };

    // What came from outside goes into logs: no line ends or escape sequences of its own, and no end to its length.
    private static string Printable(string name) =>
        string.Concat(name.Take(MostShown).Select(character => char.IsControl(character) || char.IsSurrogate(character) ? $"\\u{(int)character:X4}" : $"{character}"))
        + (name.Length > MostShown ? "…" : "");
}
