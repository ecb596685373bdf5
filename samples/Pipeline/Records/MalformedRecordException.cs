namespace Pipeline.Records;

/// <summary>A line of a records file does not say what the header promised.</summary>
public sealed class MalformedRecordException(string file, long line, string fault)
    : Exception($"{file}, line {line}: {fault}. Correct the line and run again; the rows before it are recorded.")
{
    /// <summary>The line, from 1.</summary>
    public long Line { get; } = line;
}
