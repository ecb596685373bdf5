namespace Pipeline.Records;

/// <summary>A records file is malformed so that its next record cannot be found.</summary>
public sealed class MalformedRecordException(string file, long line, string fault) : Exception($"{file}, line {line}: {fault}.")
{
    /// <summary>The line, from 1.</summary>
    public long Line { get; } = line;
}
