using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Guarded;
using Guarded.Store.Hashing;
using Guarded.Store.Ledger;
using Guarded.Store.Payloads;

class Scenery
{
    private readonly string staged = Console.ReadLine()!;

    /* members */

    async Task<object?> Show(string path, string template, string json, byte[] bytes, Settings settings)
    {
        await Task.Yield();
        /* statements */
        return null;
    }
}

sealed record Settings(string Name);
