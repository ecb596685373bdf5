using System.Security.Cryptography;
using Guarded.Store.Hashing;

class Scenery
{
    /* members */

    void Show(byte[] data)
    {
        /* statements */
    }

    private static void Record(byte[] digest) => Console.WriteLine(digest.Length);
}
