namespace Guarded.Store.Tests.Payloads;

/// <summary>Keeps what it is told, in order.</summary>
internal sealed class Collecting<T> : IProgress<T>
{
    public List<T> Items { get; } = [];

    public void Report(T value)
    {
        lock (Items)
            Items.Add(value);
    }
}
