using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Records;

/// <summary>A CSV file (RFC 4180, UTF-8). Its header fixes the number of fields.</summary>
internal sealed class CsvFile : RecordsFile
{
    private readonly CsvSplitter _splitter;
    private CsvFormat _format = new([]);

    private CsvFile(string path) : base(path) => _splitter = new CsvSplitter(Name, LongestRecord);

    public override RecordFormat Format => _format;

    public static async Task<CsvFile> OpenCsvAsync(string path, CancellationToken cancellationToken)
    {
        var file = new CsvFile(path);
        try
        {
            file._format = await file.ReadHeaderAsync(cancellationToken);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private protected override bool TryCut(ref ReadOnlySequence<byte> rest, bool isLast, [NotNullWhen(true)] out RawRecord? record) =>
        _splitter.TryCut(ref rest, isLast, out record);

    private protected override string? FaultOf(RawRecord record)
    {
        if (!CsvFields.TrySplit(record.Raw.Span, out var fields, out var fault))
            return fault;
        return fields.Count == _format.Columns.Count ? null : $"{fields.Count} fields where the header has {_format.Columns.Count}";
    }

    private async Task<CsvFormat> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        if (await ReadOneAsync(cancellationToken) is not { } header)
            throw new MalformedRecordException(Name, 1, "the file is empty: a header was expected");
        if (!CsvFields.TrySplit(WithoutByteOrderMark(header.Raw.Span), out var columns, out var fault))
            throw new MalformedRecordException(Name, header.Line, fault);
        return columns.GroupBy(static column => column, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { Key: var twice }
            ? throw new MalformedRecordException(Name, header.Line, $"the header has two columns '{twice}'")
            : new CsvFormat(columns);
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> header) =>
        header.StartsWith("\uFEFF"u8) ? header["\uFEFF"u8.Length..] : header;
}
