using System.Text;
using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class AllocationTests
{
    private static readonly byte[] Utf8 = Encoding.ASCII.GetBytes("sha256:" + Known.OfAbc);

    private static readonly byte[] Bytes = Convert.FromHexString(Known.OfAbc);

    private static readonly PayloadHash Hash = PayloadHash.Parse(Known.OfAbc);

    private static readonly Dictionary<PayloadHash, int> Numbers = new() { [Hash] = 1 };

    private static readonly Dictionary<string, Func<bool>> Operations = new()
    {
        ["Parse(string)"] = static () => !PayloadHash.Parse(Known.OfAbc).IsDefault,
        ["Parse(chars)"] = static () => !PayloadHash.Parse(Known.OfAbc.AsSpan()).IsDefault,
        ["Parse(UTF-8)"] = static () => !PayloadHash.Parse(Utf8).IsDefault,
        ["TryParse(chars)"] = static () => PayloadHash.TryParse(Known.OfAbc, out _),
        ["TryParse(UTF-8)"] = static () => PayloadHash.TryParse(Utf8, null, out _),
        ["TryParse(no hash)"] = static () => !PayloadHash.TryParse(Known.OfAbc.AsSpan(1), out _),
        ["FromBytes"] = static () => !PayloadHash.FromBytes(Bytes).IsDefault,
        ["CopyTo"] = static () =>
        {
            Span<byte> bytes = stackalloc byte[32];
            Hash.CopyTo(bytes);
            return bytes[0] != 0;
        },
        ["Equals"] = static () => Hash.Equals(PayloadHash.Parse(Known.OfAbc)) && Hash == PayloadHash.FromBytes(Bytes),
        ["CompareTo"] = static () => Hash.CompareTo(PayloadHash.FromBytes(Bytes)) == 0 && Hash >= PayloadHash.FromBytes(Bytes),
        ["GetHashCode"] = static () => Hash.GetHashCode() != 0,
        ["A dictionary"] = static () => Numbers.ContainsKey(PayloadHash.Parse(Known.OfAbc)),
        ["TryFormat(chars)"] = static () => FormatsCharacters(""),
        ["TryFormat(chars, X)"] = static () => FormatsCharacters("X"),
        ["TryFormat(chars, b)"] = static () => FormatsCharacters("b"),
        ["TryFormat(chars, p)"] = static () => FormatsCharacters("p"),
        ["TryFormat(UTF-8)"] = static () => FormatsUtf8(""),
        ["TryFormat(UTF-8, b)"] = static () => FormatsUtf8("b"),
        ["TryFormat(UTF-8, p)"] = static () => FormatsUtf8("p"),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_allocates_nothing(string name)
    {
        var operation = Operations[name];
        Assert.True(operation());
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool done = operation();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(done);
    }

    private static bool FormatsCharacters(ReadOnlySpan<char> format)
    {
        Span<char> text = stackalloc char[128];
        return Hash.TryFormat(text, out _, format);
    }

    private static bool FormatsUtf8(ReadOnlySpan<char> format)
    {
        Span<byte> text = stackalloc byte[128];
        return Hash.TryFormat(text, out _, format);
    }
}
