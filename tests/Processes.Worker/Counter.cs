using System.Globalization;
using System.Text;
using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>A number in a store that only compare-and-swap changes.</summary>
public static class Counter
{
    public static ObjectKey Key { get; } = ObjectKey.Parse("counter");

    public static async Task<long> ReadAsync(IObjectStore objects) => (await StateAsync(objects)).Value;

    /// <summary>Adds one, against all who do the same. Gives what the number was made.</summary>
    public static async Task<long> IncrementAsync(IObjectStore objects)
    {
        while (true)
        {
            var (value, version) = await StateAsync(objects);
            var content = Encoding.UTF8.GetBytes((value + 1).ToString(CultureInfo.InvariantCulture));
            var put = await objects.PutAsync(Key, content, version is null ? PutCondition.IfAbsent : PutCondition.IfMatch(version.Value));
            if (put.IsStored)
                return value + 1;
        }
    }

    private static async Task<(long Value, ObjectVersion? Version)> StateAsync(IObjectStore objects)
    {
        if (await objects.GetAsync(Key) is not { } content)
            return (0, null);
        await using (content)
        {
            using var reader = new StreamReader(content.Stream);
            return (long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture), content.Info.Version);
        }
    }
}
