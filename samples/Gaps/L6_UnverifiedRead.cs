using Guarded.Store.Hashing;

namespace Gaps;

/// <summary>L6: the name says what the content must be, and nobody looks whether it is.</summary>
public sealed class UnverifiedRead(string root)
{
    public byte[] Load(PayloadHash hash)
    {
        var text = hash.ToString();
        return File.ReadAllBytes(Path.Join(root, text[..2], text)); // GRD3005
    }

    public Stream Open(string contentHash) => File.OpenRead(PathOf(contentHash)); // GRD3005

    private string PathOf(string contentHash) => Path.Join(root, contentHash); // GRD4001
}
