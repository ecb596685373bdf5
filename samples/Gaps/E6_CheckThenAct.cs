namespace Gaps;

/// <summary>E6: exists → mkdir → write. Between the question and the act another process answers it differently.</summary>
public static class CheckThenAct
{
    public static void StoreOnce(string shard, string path, byte[] payload)
    {
        if (!Directory.Exists(shard))
            Directory.CreateDirectory(shard);
        if (!File.Exists(path)) // GRD1005
            File.WriteAllBytes(path, payload); // GRD1001
    }

    public static string? Read(string path) =>
        File.Exists(path) ? File.ReadAllText(path) : null; // GRD1005

    public static void Publish(string staged, string path)
    {
        if (File.Exists(path)) // GRD1005
            File.Delete(path); // GRD1007
        File.Move(staged, path);
    }
}
