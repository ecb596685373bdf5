using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using Guarded.Store.Hashing;
using Guarded.Store.Tests.Payloads;

namespace Guarded.Store.Tests.Findings;

/// <summary>A comparison that ends at the first difference tells, by its time, how much of a guess was right.</summary>
public sealed class E8_TellingComparison
{
    private readonly byte[] _secret = SHA256.HashData(Sample.Good);

    [Fact]
    public void Naive_the_work_done_tells_the_first_byte_that_is_wrong()
    {
        var guess = (byte[])_secret.Clone();
        guess[20] ^= 1;
        Assert.False(NaiveEquals(_secret, guess, out var compared));
        Assert.Equal(21, compared);

        // So that each byte can be guessed by itself: 256 tries for each, not 2^256 for all.
        var found = new byte[_secret.Length];
        for (var at = 0; at < found.Length; at++)
            found[at] = (byte)Enumerable.Range(0, 256).MaxBy(value =>
            {
                found[at] = (byte)value;
                return NaiveEquals(_secret, found, out var work) ? int.MaxValue : work;
            });
        Assert.Equal(_secret, found);
    }

    [Fact]
    public void Guarded_nothing_branches_but_the_loop_over_all_words()
    {
        var equals = typeof(PayloadHash).GetMethod(nameof(PayloadHash.Equals), [typeof(PayloadHash)])!;
        Assert.DoesNotContain(Instructions(equals), code => code.FlowControl is FlowControl.Cond_Branch);
        var words = Assert.IsType<MethodInfo>(Calls(equals).Single(call => call!.Name == "AreEqual"), exactMatch: false);
        Assert.Single(Instructions(words), code => code.FlowControl is FlowControl.Cond_Branch);
        Assert.DoesNotContain(Calls(words), call => call!.Name.Contains("Equal", StringComparison.Ordinal));
    }

    [Fact]
    public void Guarded_a_difference_is_seen_wherever_it_is()
    {
        var hash = PayloadHash.FromBytes(_secret);
        for (var at = 0; at < _secret.Length; at++)
        {
            var guess = (byte[])_secret.Clone();
            guess[at] ^= 1;
            Assert.False(hash == PayloadHash.FromBytes(guess));
        }
    }

    private static bool NaiveEquals(byte[] left, byte[] right, out int compared)
    {
        for (compared = 0; compared < left.Length;)
            if (left[compared] != right[compared++])
                return false;
        return true;
    }

    private static IEnumerable<MethodBase?> Calls(MethodInfo method) =>
        Read(method).Where(read => read.Code == OpCodes.Call).Select(read => method.Module.ResolveMethod(read.Operand, method.DeclaringType!.GetGenericArguments(), null));

    private static IEnumerable<OpCode> Instructions(MethodInfo method) => Read(method).Select(read => read.Code);

    private static IEnumerable<(OpCode Code, int Operand)> Read(MethodInfo method)
    {
        var codes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (ushort)code.Value);
        var il = method.GetMethodBody()!.GetILAsByteArray()!;
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? codes[(ushort)((il[at] << 8) | il[at + 1])] : codes[il[at]];
            at += code.Size;
            var length = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                _ => 4,
            };
            yield return (code, length == 4 ? BitConverter.ToInt32(il, at) : 0);
            at += length;
        }
    }
}
