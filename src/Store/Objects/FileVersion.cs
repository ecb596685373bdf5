using System.Globalization;
using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>The version of an object that is a file: its write time, which every commit sets, and its length.</summary>
internal static class FileVersion
{
    public static ObjectVersion Of(FileStatus status) => Of(status.Written, status.Length);

    /// <summary>Sets the write time of a staged file: now, or later where the file that it replaces is not older.</summary>
    public static ObjectVersion Stamp(StagedFile staged, DateTimeOffset now, DateTime replaced)
    {
        var written = staged.Stamp(now.UtcDateTime > replaced ? now.UtcDateTime : After(replaced, TimeSpan.FromTicks(1)));
        if (written <= replaced)
            written = staged.Stamp(After(replaced, TimeSpan.FromSeconds(2))); // a file system that keeps whole seconds, or every other one
        if (written <= replaced)
            throw new IOException($"The write time of what is there ({replaced:O}) is the latest that this file system can keep, so that no later state can be told from it. Set it back, or delete the object. Nothing was changed.");
        return Of(written, staged.Length);
    }

    private static DateTime After(DateTime time, TimeSpan by) => by < DateTime.MaxValue - time ? time + by : DateTime.MaxValue;

    private static ObjectVersion Of(DateTime written, long length) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{written.Ticks:x}-{length:x}"));
}
