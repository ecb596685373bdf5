using System.Security.Cryptography;

namespace Guarded.Store.Tests.Disk;

/// <summary>What one file holds at one moment.</summary>
internal sealed class FileImage(byte[] bytes, DateTime written)
{
    private string? _hash;

    public byte[] Bytes => bytes;

    public DateTime Written => written;

    public string Hash => _hash ??= HashOf(bytes);

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
