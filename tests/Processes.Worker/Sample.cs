using System.Text;
using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Processes.Worker;

/// <summary>A payload that every process can make again from its owner and its number.</summary>
public readonly record struct Sample(string Owner, int Number)
{
    private const int MostInMemory = 64 * 1024; // what a file store keeps until the commit: more goes to a staged file

    /// <summary>The payloads that one slot of workers puts and deletes, and nobody else.</summary>
    public const int Own = 24;

    /// <summary>The payloads that all workers put and nobody deletes.</summary>
    public const int Shared = 8;

    /// <summary>The payloads that all workers put and delete, so that nobody can say which are there.</summary>
    public const int Contended = 8;

    public const string SharedOwner = "all";

    public const string ContendedOwner = "whoever";

    public byte[] Content
    {
        get
        {
            var line = Encoding.UTF8.GetBytes($"payload {Number} of {Owner}\n");
            var content = new byte[Length];
            for (var at = 0; at < content.Length; at += line.Length)
                line.AsSpan(0, Math.Min(line.Length, content.Length - at)).CopyTo(content.AsSpan(at));
            return content;
        }
    }

    public PayloadHash Hash => PayloadHash.Compute(Content);

    public static ObjectKey KeyOf(PayloadHash hash) => ObjectKey.Parse($"payloads/{hash.ToString()[..2]}/{hash}");

    // Each fourth is too large for memory. The line above is whole in all but the empty one, so that no two are alike.
    private int Length => (Owner, Number) switch
    {
        (SharedOwner, 0) => 0,
        (_, var number) when number % 4 == 3 => MostInMemory + 1 + (number * 9_973 % MostInMemory),
        (_, var number) => 64 + (number * 797 % 8_192),
    };
}
