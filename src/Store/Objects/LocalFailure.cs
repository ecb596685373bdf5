namespace Guarded.Store.Objects;

/// <summary>A failure that is told of one file, folder or object, so that the others may be whole.</summary>
internal static class LocalFailure
{
    public static bool Is(Exception exception) => exception is IOException and not StoreRootException or UnauthorizedAccessException;
}
