using System.Diagnostics;
using System.Threading.Channels;
using Guarded.Processes.Worker;
using Guarded.Store.Files;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;
using Xunit.Abstractions;

namespace Guarded.Processes.Tests;

public sealed class ChurnTests : IDisposable
{
    private const int Writers = 4;
    private const int Deletes = 20_000;
    private const int LookEvery = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private readonly ITestOutputHelper _output;
    private readonly DiskFolder _folder = new();
    private readonly FileObjectStore _objects;
    private readonly PayloadStore _payloads;
    private readonly Channel<(WorkerProcess Writer, string Line)> _said = Channel.CreateUnbounded<(WorkerProcess, string)>();
    private readonly HashSet<PayloadHash> _own = [];
    private int _deleted;
    private int _emptied;

    public ChurnTests(ITestOutputHelper output)
    {
        _output = output;
        _objects = FileObjectStore.Open(_folder.Path);
        _payloads = new PayloadStore(_objects);
    }

    public void Dispose()
    {
        _objects.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Four_writers_and_a_tight_delete_loop_in_the_same_shards_meet_no_error()
    {
        var started = Stopwatch.GetTimestamp();
        var writers = Enumerable.Range(0, Writers).Select(writer => WorkerProcess.Start("churn", _folder.Path, Durability.Full, Limit, CancellationToken.None, $"writer {writer}")).ToList();
        try
        {
            var listening = Task.WhenAll(writers.Select(ListenAsync));
            await DeleteAsync();
            _output.WriteLine($"{_deleted:N0} deletes in {Stopwatch.GetElapsedTime(started):m\\:ss}, {_emptied:N0} of which left their shard empty");
            writers.ForEach(writer => writer.TellNoMore());
            await listening;
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }
        await RequireWhatStaysAsync();
    }

    private async Task ListenAsync(WorkerProcess writer)
    {
        try
        {
            await foreach (var line in writer.ReadLinesAsync())
                _said.Writer.TryWrite((writer, line));
            await writer.SucceedAsync();
        }
        catch (Exception exception)
        {
            _said.Writer.TryComplete(exception);
            throw;
        }
    }

    private async Task DeleteAsync()
    {
        while (_deleted < Deletes)
        {
            var (writer, line) = await _said.Reader.ReadAsync();
            var payload = Heard(line);
            var result = await _objects.DeleteAsync(Sample.KeyOf(payload));
            if (result == DeleteResult.Deleted && ++_deleted % LookEvery == 0)
                await LookAroundAsync();
            if (!Directory.Exists(Path.Combine(_folder.Path, Path.GetDirectoryName(Sample.KeyOf(payload).ToString())!)))
                _emptied++;
            if (!_own.Remove(payload))
                continue; // everybody's: another writer's may have been deleted with it
            Assert.Equal(DeleteResult.Deleted, result);
            writer.Tell("go on");
        }
    }

    private PayloadHash Heard(string line)
    {
        var (who, payload) = line.Split(' ') is [var first, var second] ? (first, PayloadHash.Parse(second)) : throw new FormatException(line);
        if (who == "own")
            _own.Add(payload);
        return payload;
    }

    // Whoever lists and sweeps meets no error either.
    private async Task LookAroundAsync()
    {
        await foreach (var _ in _objects.ListAsync(""))
        {
        }
        await foreach (var foreign in _objects.ListForeignAsync(""))
            Assert.Fail($"{foreign}");
        await _objects.SweepAsync(TimeSpan.Zero);
    }

    private async Task RequireWhatStaysAsync()
    {
        var everybodys = new HashSet<PayloadHash>();
        while (_said.Reader.TryRead(out var said))
            if (Heard(said.Line) is var payload && !_own.Contains(payload))
                everybodys.Add(payload);
        Assert.NotEmpty(_own);
        foreach (var payload in _own)
            await _payloads.VerifyAsync(payload);
        await foreach (var found in _payloads.ListAsync())
            Assert.True(_own.Contains(found) || everybodys.Contains(found), $"{found} was deleted, and is there.");
        await LookAroundAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, ".staging")));
    }
}
