using System.Security.Cryptography;
using System.Text;

namespace Guarded.Processes.Worker;

/// <summary>Contents, found by trying, whose hashes fall into the first few shards: folders that fill and empty all the time.</summary>
internal static class ShardedSample
{
    private const int Shards = 4;

    /// <summary>The next content of an owner. No two are alike.</summary>
    public static byte[] Next(string owner, ref int number)
    {
        while (true)
        {
            var content = Encoding.UTF8.GetBytes($"payload {number++} of {owner}");
            if (SHA256.HashData(content)[0] < Shards)
                return content;
        }
    }
}
