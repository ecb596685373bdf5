using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Crashes;

/// <inheritdoc cref="WitnessedObjects"/>
internal sealed class WitnessedStaged(StagedObject staged, Witness witness) : StagedObject
{
    private readonly Copying _content = new(staged.Content);

    public override Stream Content => _content;

    public override async ValueTask<PutResult> CommitAsync(ObjectKey key, PutCondition condition, CancellationToken cancellationToken = default)
    {
        var from = witness.Now;
        var content = _content.Written.ToArray();
        witness.Put(key, content);
        var result = await staged.CommitAsync(key, condition, cancellationToken);
        if (result.IsStored)
            witness.PromiseContent(key, from, content);
        else if (condition.Kind == PutConditionKind.IfAbsent)
            witness.Promise(key, from, hash => hash is not null);
        return result;
    }

    public override ValueTask DisposeAsync() => staged.DisposeAsync();

    private sealed class Copying(Stream target) : WriteOnlyStream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanWrite => target.CanWrite;

        public override long Length => target.Length;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            target.Write(buffer);
            Written.Write(buffer);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await target.WriteAsync(buffer, cancellationToken);
            Written.Write(buffer.Span);
        }
    }
}
