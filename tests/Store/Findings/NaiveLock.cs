using System.Globalization;
using System.Text;
using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Findings;

/// <summary>A lock as it is often written: an object that holds its owner and a time, put, overwritten and deleted whatever is there.</summary>
internal sealed class NaiveLock(IObjectStore objects, string owner, TimeProvider time)
{
    public static readonly ObjectKey Key = ObjectKey.Parse("naive-lock");

    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(30);

    public async Task<bool> TryCreateAsync() => (await objects.PutAsync(Key, Content(), PutCondition.IfAbsent)).IsStored;

    public async Task RenewAsync() => await objects.PutAsync(Key, Content(), PutCondition.Any);

    public async Task DeleteAsync() => await objects.DeleteAsync(Key);

    public async Task<bool> LooksStaleAsync() => time.GetUtcNow() - DateTimeOffset.Parse((await ReadAsync())[1], CultureInfo.InvariantCulture) > TimeToLive;

    public async Task<string> OwnerAsync() => (await ReadAsync())[0];

    private byte[] Content() => Encoding.UTF8.GetBytes($"{owner} {time.GetUtcNow():O}");

    private async Task<string[]> ReadAsync()
    {
        await using var content = await objects.GetAsync(Key);
        using var reader = new StreamReader(content!.Stream);
        return (await reader.ReadToEndAsync()).Split(' ');
    }
}
