namespace Guarded.Store.S3;

/// <summary>What of an <see cref="S3ObjectStore"/> may be chosen.</summary>
public sealed record S3ObjectStoreOptions
{
    /// <summary>The smallest part that S3 takes, in bytes.</summary>
    public const int MinPartSize = 5 << 20;

    /// <summary>The largest <see cref="PartSize"/>, in bytes.</summary>
    public const int MaxPartSize = 1 << 30;

    /// <summary>
    /// What every object's name in the bucket begins with, such as <c>team/data</c>; a '/' follows it. Empty for the whole bucket.
    /// At most 500 bytes of UTF-8, in segments that are neither empty nor '.' nor '..'.
    /// </summary>
    public string Prefix { get; init; } = "";

    /// <summary>The longest content that waits for its commit in memory, in bytes. What is longer waits in a file.</summary>
    public const int MaxInMemory = 1 << 20;

    /// <summary>
    /// Content up to this length is put in one request; what is longer is uploaded in parts of this length. In bytes,
    /// <see cref="MinPartSize"/> to <see cref="MaxPartSize"/>.
    /// </summary>
    public int PartSize { get; init; } = 8 << 20;

    /// <summary>
    /// A folder that is there, with room for all content beyond <see cref="MaxInMemory"/> that is staged at one time. The files have no name while they
    /// are written (on Windows, one that is removed with its process), and are readable by this user only.
    /// </summary>
    public string SpoolFolder { get; init; } = Path.GetTempPath();

    /// <summary>The clock for pauses between attempts and for the age of an upload.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
