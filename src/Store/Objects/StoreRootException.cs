namespace Guarded.Store.Objects;

/// <summary>The folder of a store cannot be used: it is missing, is a file, or may not be written.</summary>
public sealed class StoreRootException : IOException
{
    /// <summary>Says what is wrong with the root and what to do.</summary>
    public StoreRootException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
