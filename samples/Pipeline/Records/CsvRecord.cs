namespace Pipeline.Records;

/// <summary>One record of a CSV file, as its bytes stand there, without the line break that ends it.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Raw">Its bytes.</param>
public sealed record CsvRecord(long Line, ReadOnlyMemory<byte> Raw);
