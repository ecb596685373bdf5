using System.Text;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>The test vectors of FIPS 180-4.</summary>
internal static class Known
{
    public const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    public const string OfTwoBlocks = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

    public static byte[] Abc => "abc"u8.ToArray();

    public static byte[] TwoBlocks => Encoding.ASCII.GetBytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
}
