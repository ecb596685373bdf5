namespace Guarded.Analyzers.Files;

/// <summary>What a call does at a path.</summary>
internal enum FileEffect
{
    /// <summary>Opens what is there; fails where nothing is.</summary>
    Read,

    /// <summary>Makes the file, or writes over what is there.</summary>
    Write,

    /// <summary>Makes the file, or adds to it.</summary>
    Append,

    /// <summary>Makes the file; fails where there is one.</summary>
    CreateNew,

    /// <summary>Moves what is there to another path; fails where nothing is.</summary>
    MoveAway,

    /// <summary>Moves or copies something here; fails where something is.</summary>
    Arrive,

    /// <summary>Moves or copies something here, over what is there.</summary>
    ArriveOver,

    /// <summary>Replaces what is there; fails where nothing is.</summary>
    Replace,

    /// <summary>Deletes the file; content with none.</summary>
    DeleteFile,

    /// <summary>Deletes the folder; fails where there is none.</summary>
    DeleteFolder,

    /// <summary>Makes the folder; content with one.</summary>
    CreateFolder,
}
