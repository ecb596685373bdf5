namespace Guarded.Store.Objects;

/// <summary>The folder of a store cannot be used: it is missing, is a file, or may not be written.</summary>
public sealed class StoreRootException : IOException
{
    /// <summary>Says what is wrong with the root and what to do.</summary>
    public StoreRootException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    internal static StoreRootException Missing(string root) =>
        new($"The store's folder '{root}' does not exist. Check the path, and that its disk is mounted; a new store is made with FileObjectStore.OpenOrCreate.");
}
