using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Pipeline.Records;

/// <summary>A file that holds records, in the order in which they stand there.</summary>
public abstract class RecordsFile : IAsyncDisposable
{
    /// <summary>A record that never ends makes one of the whole rest of its file. This ends the search.</summary>
    protected const int LongestRecord = 16 * 1024 * 1024;

    private const int BufferLength = 64 * 1024;

    private readonly FileStream _file;
    private readonly PipeReader _reader;

    private protected RecordsFile(string path)
    {
        Name = Path.GetFileName(path);
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        _reader = PipeReader.Create(_file, new StreamPipeReaderOptions(bufferSize: BufferLength));
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>How to read a record's bytes, also long after the file is gone.</summary>
    public abstract RecordFormat Format { get; }

    /// <summary>Opens a file by what its name ends in.</summary>
    /// <exception cref="IOException">There is no such file, or nothing tells how its records are written.</exception>
    /// <exception cref="MalformedRecordException">It has no header where it needs one.</exception>
    public static async Task<RecordsFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, not a records file. Name a file.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no records file '{path}'. Check the path.");
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => await CsvFile.OpenCsvAsync(path, cancellationToken),
            ".JSONL" or ".NDJSON" => new JsonLinesFile(path),
            _ => throw new IOException($"'{path}' ends in neither .csv, .jsonl nor .ndjson, so that nothing tells how its records are written. Rename it."),
        };
    }

    /// <summary>The records, once. One that is malformed comes with its fault, and the next ones come after it.</summary>
    /// <exception cref="MalformedRecordException">A record is malformed so that nobody can tell where the next one begins.</exception>
    public async IAsyncEnumerable<RawRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadOneAsync(cancellationToken) is { } record)
            yield return record with { Fault = Utf8.IsValid(record.Raw.Span) ? FaultOf(record) : "bytes that are no UTF-8" };
    }

    /// <summary>Closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await _file.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Cuts the next record off what was read, or waits for more.</summary>
    private protected abstract bool TryCut(ref ReadOnlySequence<byte> rest, bool isLast, [NotNullWhen(true)] out RawRecord? record);

    private protected abstract string? FaultOf(RawRecord record);

    private protected async ValueTask<RawRecord?> ReadOneAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _reader.ReadAsync(cancellationToken);
            var rest = result.Buffer;
            var isCut = TryCut(ref rest, result.IsCompleted, out var record);
            _reader.AdvanceTo(rest.Start, isCut ? rest.Start : rest.End);
            if (isCut || result.IsCompleted)
                return record;
        }
    }
}
