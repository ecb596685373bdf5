using System.Globalization;
using Guarded.Store.Hashing;

namespace Guarded.Benchmarks;

/// <summary>Hashes parsed from a large text, compared and looked up, beside the record struct around a string that people write by hand.</summary>
internal sealed class HashLookups
{
    private const int ParsedARound = 1_000_000;
    private const int Length = PayloadHash.SizeInBytes * 2;

    private readonly int _hashes;
    private readonly char[] _text;
    private readonly Dictionary<PayloadHash, int> _ours = [];
    private readonly Dictionary<StringHash, int> _theirs = [];

    /// <param name="hashes">How many are in the dictionary: a thousand stay in the processor's cache, a hundred thousand do not.</param>
    public HashLookups(int hashes)
    {
        _hashes = hashes;
        _text = new char[hashes * Length];
        for (var number = 0; number < _hashes; number++)
        {
            PayloadHash.Compute(BitConverter.GetBytes(number)).TryFormat(_text.AsSpan(number * Length), out _);
            _ours.Add(PayloadHash.Parse(At(number)), number);
            _theirs.Add(StringHash.Parse(At(number)), number);
        }
    }

    public Comparison Comparison() => new(
        $"parse + equals + look up, {_hashes:N0} hashes (aim: at least 4 times)", ParsedARound, "hashes a second",
        new Contender("PayloadHash", Prepare, () => Repeat(OurRound)),
        new Contender("record struct around a string", Prepare, () => Repeat(TheirRound)));

    public string Memory()
    {
        var ours = Allocated(() => { var kept = new PayloadHash[_hashes]; for (var at = 0; at < _hashes; at++) kept[at] = PayloadHash.Parse(At(at)); return kept; });
        var theirs = Allocated(() => { var kept = new StringHash[_hashes]; for (var at = 0; at < _hashes; at++) kept[at] = StringHash.Parse(At(at)); return kept; });
        return string.Create(CultureInfo.InvariantCulture, $"allocated for a parsed hash that is kept: {ours / _hashes:N0} bytes against {theirs / _hashes:N0}, ratio {(double)ours / theirs:N2} (aim: at most 0.25)\n");
    }

    private int OurRound()
    {
        var found = 0;
        var previous = PayloadHash.Parse(At(0));
        for (var number = 0; number < _hashes; number++)
        {
            var hash = PayloadHash.Parse(At(number));
            if (hash != previous)
                found += _ours[hash] == number ? 1 : 0;
            previous = hash;
        }
        return found;
    }

    private int TheirRound()
    {
        var found = 0;
        var previous = StringHash.Parse(At(0));
        for (var number = 0; number < _hashes; number++)
        {
            var hash = StringHash.Parse(At(number));
            if (hash != previous)
                found += _theirs[hash] == number ? 1 : 0;
            previous = hash;
        }
        return found;
    }

    private ReadOnlySpan<char> At(int number) => _text.AsSpan(number * Length, Length);

    private static Task Prepare()
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    private Task Repeat(Func<int> round)
    {
        for (var repetition = 0; repetition < ParsedARound / _hashes; repetition++)
            if (round() is var found && found != _hashes - 1)
                throw new InvalidOperationException($"{found} of {_hashes} hashes were found.");
        return Task.CompletedTask;
    }

    private static long Allocated(Func<object> keep)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var kept = keep();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(kept);
        return allocated;
    }

    private readonly record struct StringHash(string Value)
    {
        public static StringHash Parse(ReadOnlySpan<char> text)
        {
            if (text.Length != Length)
                throw new FormatException("A hash has 64 characters.");

            foreach (var character in text)
            {
                if (!char.IsAsciiHexDigitLower(character))
                    throw new FormatException($"'{character}' is no hexadecimal digit.");
            }
            return new StringHash(text.ToString());
        }
    }
}
