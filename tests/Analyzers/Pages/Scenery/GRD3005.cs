using System.Security.Cryptography;
using Guarded.Store.Hashing;
using Guarded.Store.Payloads;

class Scenery(PayloadStore payloads)
{
    private readonly string _root = Console.ReadLine()!;

    private readonly PayloadStore _payloads = payloads;

    /* members */
}
