namespace Guarded.Store.S3;

/// <summary>A bucket could not be used as it was to be. The message says what was tried, where, what the server answered and what to do.</summary>
public class S3StoreException : IOException
{
    /// <summary>Says what failed and what to do.</summary>
    public S3StoreException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    internal S3StoreException(S3Failure failure, string message, Exception innerException) : base(message, innerException) => Failure = failure;

    internal S3Failure Failure { get; } = S3Failure.Refused;
}
