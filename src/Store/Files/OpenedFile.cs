namespace Guarded.Store.Files;

/// <summary>A file that is open for reading, and what was known of it then.</summary>
internal readonly record struct OpenedFile(Stream Content, FileStatus Status);
