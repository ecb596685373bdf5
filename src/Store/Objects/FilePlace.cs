namespace Guarded.Store.Objects;

/// <summary>Where the file of a key lies: its folder, as a path below the root with '/' between the parts, and its name.</summary>
internal readonly record struct FilePlace(string Folder, string Name)
{
    public static FilePlace Of(ObjectKey key) => Of(key.ToString());

    /// <summary>The last part of a path, and what is before it: empty for the root.</summary>
    public static FilePlace Of(string path) =>
        path.LastIndexOf('/') is >= 0 and var slash ? new(path[..slash], path[(slash + 1)..]) : new("", path);

    public override string ToString() => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}
