namespace Guarded.Store.Tests.Disk;

/// <summary>A name on a disk: a file's, or a folder's where there is none.</summary>
/// <param name="Path">The name, with the folders above it, '/' between them.</param>
/// <param name="Number">Which file it is: two names may lead to one.</param>
/// <param name="File">What the file holds.</param>
internal readonly record struct ImageEntry(string Path, int Number, FileImage? File);
