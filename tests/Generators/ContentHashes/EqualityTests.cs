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
}
