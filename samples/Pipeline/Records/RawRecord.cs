namespace Pipeline.Records;

/// <summary>One record of a file, as its bytes stand there, without the line break that ends it.</summary>
/// <param name="Index">Its place among the file's records, from 0. One that is malformed has a place as well.</param>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Raw">Its bytes.</param>
public sealed record RawRecord(long Index, long Line, ReadOnlyMemory<byte> Raw)
{
    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault { get; init; }
}
