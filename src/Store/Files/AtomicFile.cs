using System.Text;

namespace Guarded.Store.Files;

/// <summary>
/// Whole-file writes that a crash cannot tear: the same calls as <see cref="File"/>, but a reader sees the old content or
/// the new one, whole, and when a call returns the new one survives power loss. A call that throws changes nothing.
/// </summary>
/// <remarks>
/// A file that is replaced keeps its permissions (Unix mode). A symbolic link is followed: the file it leads to is
/// replaced and the link stays. Directories and devices are refused. The directory must exist.
/// </remarks>
public static partial class AtomicFile
{
    // What File writes when no encoding is named: no byte order mark, and no silent replacement of broken surrogates.
    private static readonly UTF8Encoding DefaultEncoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void Write<TState>(string path, TState state, Action<Stream, TState> write) where TState : allows ref struct
    {
        var target = Target.At(path);
        using var staged = StagedFile.Create(target.Directory);
        write(staged.Content, state);
        target.Publish(staged);
    }

    private static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = Target.At(path);
        using var staged = StagedFile.Create(target.Directory);
        await write(staged.Content, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Run(() => target.Publish(staged), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Where a write ends up: past symbolic links, with the permissions that are there now.</summary>
    private readonly record struct Target(string Path, UnixFileMode? Mode)
    {
        public string Directory => System.IO.Path.GetDirectoryName(Path)!;

        public static Target At(string path)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            var full = System.IO.Path.GetFullPath(path);
            if (System.IO.Path.EndsInDirectorySeparator(full) || System.IO.Directory.Exists(full))
                throw new UnauthorizedAccessException($"'{full}' is a directory. Name a file in it.");
            var link = new FileInfo(full);
            if (link.LinkTarget is not null)
                full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            return File.Exists(full) ? Existing(full) : new Target(full, Mode: null);
        }

        public void Publish(StagedFile staged)
        {
            if (Mode is { } mode && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(staged.Content.SafeFileHandle, mode);
            staged.PublishReplacing(Path);
        }

        // Opening it for writing asks the permission that a write in place would need; a rename asks only the directory's.
        private static Target Existing(string path)
        {
            if (!Posix.IsRegularFile(path))
                throw new IOException($"'{path}' is no ordinary file, and replacing it would destroy the device or pipe. Write to it with File.");
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return new Target(path, OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(handle));
        }
    }
}
