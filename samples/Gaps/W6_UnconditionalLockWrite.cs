namespace Gaps;

/// <summary>W6: a holder that was asleep renews its lock, which is another's by now. To take it looks no different.</summary>
public static class UnconditionalLockWrite
{
    public static bool TryTake(string lockPath)
    {
        if (File.Exists(lockPath)) // GRD1005
            return false;
        File.Create(lockPath).Dispose(); // GRD5004
        return true;
    }
}
