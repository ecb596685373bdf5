using Guarded.Store.Leases;

namespace Gaps;

/// <summary>W1: each item is written under a lease of its own, and the tree is deleted under none.</summary>
public sealed class UnleasedRecursiveDelete(LeasedTree tree, string root)
{
    public async Task WriteAsync(string item, Func<string, Task> write)
    {
        await using var lease = await tree.AcquireItemAsync(item, "write", TimeSpan.FromMinutes(1));
        await write(Path.Join(root, item));
    }

    public void Clear() => Directory.Delete(root, recursive: true); // GRD5005
}
