using System.Globalization;
using Guarded.Store.Hashing;

namespace Guarded.Benchmarks;

/// <summary>Hashes parsed from a large text, compared and looked up, beside the record struct around a string that people write by hand.</summary>
internal sealed class HashLookups
{
    // Few enough to stay in the processor's cache, whose misses would cost both the same.
    private const int Hashes = 1_000;
    private const int Repetitions = 100;
    private const int Length = PayloadHash.SizeInBytes * 2;

    private readonly char[] _text = new char[Hashes * Length];
    private readonly Dictionary<PayloadHash, int> _ours = [];
    private readonly Dictionary<StringHash, int> _theirs = [];

    public HashLookups()
    {
        for (var number = 0; number < Hashes; number++)
        {
            PayloadHash.Compute(BitConverter.GetBytes(number)).TryFormat(_text.AsSpan(number * Length), out _);
            _ours.Add(PayloadHash.Parse(At(number)), number);
            _theirs.Add(StringHash.Parse(At(number)), number);
        }
    }

    public Comparison Comparison() => new(
        $"parse + equals + look up, {Hashes:N0} hashes (aim: at least 4 times)", Hashes * Repetitions, "hashes a second",
        new Contender("PayloadHash", Prepare, () => Repeat(OurRound)),
        new Contender("record struct around a string", Prepare, () => Repeat(TheirRound)));

    public string Memory()
    {
        var ours = Allocated(() => { var kept = new PayloadHash[Hashes]; for (var at = 0; at < Hashes; at++) kept[at] = PayloadHash.Parse(At(at)); return kept; });
        var theirs = Allocated(() => { var kept = new StringHash[Hashes]; for (var at = 0; at < Hashes; at++) kept[at] = StringHash.Parse(At(at)); return kept; });
        return string.Create(CultureInfo.InvariantCulture, $"allocated for a parsed hash that is kept: {ours / Hashes:N0} bytes against {theirs / Hashes:N0}, ratio {(double)ours / theirs:N2} (aim: at most 0.25)\n");
    }

    private int OurRound()
    {
        var found = 0;
        var previous = PayloadHash.Parse(At(0));
        for (var number = 0; number < Hashes; number++)
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
        for (var number = 0; number < Hashes; number++)
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

    private static Task Repeat(Func<int> round)
    {
        for (var repetition = 0; repetition < Repetitions; repetition++)
            if (round() is var found && found != Hashes - 1)
                throw new InvalidOperationException($"{found} of {Hashes} hashes were found.");
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
