namespace Guarded.Store.S3;

/// <summary>
/// A commit was sent, its answer was lost, and what the key holds now does not tell whether it was applied before.
/// Read the key, and decide by what is there.
/// </summary>
public sealed class S3OutcomeUnknownException : S3StoreException
{
    /// <summary>Says which commit it was.</summary>
    public S3OutcomeUnknownException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
