namespace Guarded.Store.Files;

/// <summary>A file was to be created under a name that something else has by now: what is there stays as it is.</summary>
public sealed class NameTakenException : IOException
{
    /// <summary>Says which name is taken.</summary>
    public NameTakenException(string path)
        : base($"'{path}' was not created: the name is taken. What is there is untouched. Choose another name, or replace it with AtomicFile.Create.") => Path = path;

    /// <summary>The path that was asked for.</summary>
    public string Path { get; }
}
