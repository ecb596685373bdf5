using System.Security.Cryptography;

class Scenery
{
    bool Show(byte[] key, byte[] body, byte[] signature, string header)
    {
        /* statements */
    }
}
