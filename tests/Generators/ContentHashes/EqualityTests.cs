using Guarded.Store.Hashing;

namespace Guarded.Generators.Tests.ContentHashes;

public sealed class EqualityTests
{
    [Fact]
    public void Equal_bytes_make_equal_hashes()
    {
        var left = PayloadHash.Parse(Known.OfAbc);
        var right = PayloadHash.Compute(Known.Abc);

        Assert.True(left == right);
        Assert.False(left != right);
        Assert.True(left.Equals(right));
        Assert.True(left.Equals((object)right));
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
    }

    [Fact]
    public void One_bit_anywhere_makes_another_hash()
    {
        var bytes = Convert.FromHexString(Known.OfAbc);
        var original = PayloadHash.FromBytes(bytes);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var other = PayloadHash.FromBytes(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.True(original != other);
            Assert.False(original.Equals(other));
        }

        Assert.Equal(original, PayloadHash.FromBytes(bytes));
    }

    [Fact]
    public void Nothing_else_is_equal_to_a_hash()
    {
        var hash = PayloadHash.Parse(Known.OfAbc);

        Assert.False(hash.Equals(null));
        Assert.False(hash.Equals((object)Known.OfAbc));
    }

    [Fact]
    public void The_hash_code_is_the_first_four_bytes() =>
        Assert.Equal(unchecked((int)0xbf1678ba), PayloadHash.Parse(Known.OfAbc).GetHashCode());

    [Fact]
    public void A_dictionary_finds_it_again()
    {
        var byHash = Enumerable.Range(0, 1000).ToDictionary(number => PayloadHash.Compute(BitConverter.GetBytes(number)));

        Assert.All(Enumerable.Range(0, 1000), number => Assert.Equal(number, byHash[PayloadHash.Parse(PayloadHash.Compute(BitConverter.GetBytes(number)).ToString())]));
        Assert.DoesNotContain(PayloadHash.Compute([]), byHash.Keys);
    }

    [Fact]
    public void It_is_as_large_as_its_bytes() =>
        Assert.Equal(PayloadHash.SizeInBytes, System.Runtime.CompilerServices.Unsafe.SizeOf<PayloadHash>());

    [Fact]
    public void The_order_is_that_of_the_bytes()
    {
        var random = new Random(4);
        var hashes = Enumerable.Range(0, 100).Select(_ => PayloadHash.Compute(BitConverter.GetBytes(random.Next()))).ToList();

        Assert.Equal(hashes.Select(hash => hash.ToString()).Order(StringComparer.Ordinal), hashes.Order().Select(hash => hash.ToString()));
        var (first, last) = (hashes.Min(), hashes.Max());
        Assert.True(first < last && first <= last && last > first && last >= first);
        Assert.False(last < first || last <= first || first > last || first >= last);
    }

    [Fact]
    public void It_can_be_compared_as_an_object()
    {
        var hash = PayloadHash.Parse(Known.OfAbc);

        Assert.Equal(0, Compare(hash, PayloadHash.Compute(Known.Abc)));
        Assert.True(Compare(hash, PayloadHash.Parse(Known.OfNothing)) < 0);
        Assert.True(Compare(hash, null) > 0);
        Assert.Equal("obj", Assert.Throws<ArgumentException>(() => Compare(hash, "text")).ParamName);
    }

    private static int Compare<T>(T hash, object? other)
        where T : IComparable => hash.CompareTo(other);
}
