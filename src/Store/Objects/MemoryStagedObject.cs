namespace Guarded.Store.Objects;

/// <summary>A staged object of a <see cref="MemoryObjectStore"/>.</summary>
internal sealed class MemoryStagedObject : StagedObject
{
    private readonly MemoryObjectStore _store;
    private readonly MemoryContent _content = new();
    private readonly MemoryContentWriter _writer;
    private bool _isComplete;
    private bool _isOver;

    public MemoryStagedObject(MemoryObjectStore store) => (_store, _writer) = (store, new MemoryContentWriter(_content));

    public override Stream Content => _writer;

    public override ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(condition);
        cancellationToken.ThrowIfCancellationRequested();
        if (_isOver)
            throw new InvalidOperationException($"This staged object was committed or dropped already. Stage again to write '{key}'.");
        if (!_isComplete && !_writer.CanWrite)
            throw new InvalidOperationException($"The content of '{key}' was closed before the commit. Leave the stream open: the commit closes it.");
        _isComplete = true;
        _writer.Dispose();
        var result = _store.Put(key, _content, condition);
        _isOver = result.IsStored;
        return new(result);
    }

    public override ValueTask DisposeAsync()
    {
        _isOver = true;
        return _writer.DisposeAsync();
    }
}
