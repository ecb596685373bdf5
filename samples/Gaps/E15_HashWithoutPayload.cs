using Guarded;
using Guarded.Store.Hashing;

namespace Gaps;

/// <summary>E15: the hash proves what a row was made from. The bytes themselves are gone.</summary>
public static class HashWithoutPayload
{
    public static void Record(HashJournal journal, long index, byte[] row) =>
        journal.Append(new HashedRow(index, PayloadHash.Compute(row))); // GRD2003

    public static void RecordAsText(RowTrail trail, byte[] row)
    {
        var hash = PayloadHash.Compute(row);
        trail.CreateRow(hash.ToString()); // GRD2003
    }
}

/// <summary>What refers to nothing but itself.</summary>
public sealed record HashedRow(long Index, PayloadHash DataHash);

public sealed class HashJournal
{
    public void Append(HashedRow row) => Console.WriteLine(row);
}

/// <summary>It asks for a reference that a store has made, and takes any text.</summary>
public sealed class RowTrail
{
    public void CreateRow([PayloadReference] string source) => Console.WriteLine(source);
}
