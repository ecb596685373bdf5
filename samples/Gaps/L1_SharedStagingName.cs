namespace Gaps;

/// <summary>L1: the staging file is always the final name and a suffix. Two writers share it, and one publishes what the other has written half.</summary>
public static class SharedStagingName
{
    public static void Store(string path, byte[] payload)
    {
        var staged = path + ".tmp"; // GRD1003
        using (var stream = File.Create(staged))
        {
            stream.Write(payload);
            stream.Flush(flushToDisk: true);
        }

        File.Move(staged, path, overwrite: true);
    }
}
