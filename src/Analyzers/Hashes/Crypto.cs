using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Hashes;

/// <summary>What computes from secrets, by its names: those of the framework, and what libraries call alike.</summary>
internal static class Crypto
{
    public const string KeyedHash = "keyed hash";

    public const string PasswordHash = "hash of a secret";

    public static bool IsComputation(string method) => method
        is "ComputeHash" or "ComputeHashAsync" or "HashData" or "HashDataAsync" or "GetHashAndReset" or "GetCurrentHash" or "HmacData" or "HmacDataAsync"
        or "Pbkdf2" or "GetBytes" or "GetBytesAsync" or "DeriveKey" or "HashPassword" or "ComputeDerivedKey" or "ComputeMac";

    public static bool IsKeyed(ITypeSymbol? type)
    {
        for (; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (type.Name == "KeyedHashAlgorithm" || IsKeyed(type.Name))
                return true;
        }

        return false;
    }

    public static bool IsPlain(ITypeSymbol? type)
    {
        for (; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (IsPlain(type.Name))
                return true;
        }

        return false;
    }

    public static bool IsKeyed(string name) =>
        name.StartsWith("HMAC", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("Hmac", StringComparison.OrdinalIgnoreCase)
        || name.IndexOf("HmacSha", StringComparison.OrdinalIgnoreCase) >= 0
        || name.StartsWith("Kmac", StringComparison.Ordinal)
        || name is "MACTripleDES" or "CreateHMAC" or "KeyedHashAlgorithm" or "Rfc2898DeriveBytes" or "KeyDerivation" or "Pbkdf2" or "PasswordDeriveBytes" or "BCrypt"
        || name.StartsWith("Argon2", StringComparison.Ordinal)
        || name.StartsWith("Scrypt", StringComparison.OrdinalIgnoreCase);

    public static bool IsPlain(string name) =>
        name is "HashAlgorithm" or "IncrementalHash"
        || name.StartsWith("SHA1", StringComparison.Ordinal) || name.StartsWith("SHA2", StringComparison.Ordinal) || name.StartsWith("SHA3", StringComparison.Ordinal)
        || name.StartsWith("SHA5", StringComparison.Ordinal) || name.StartsWith("MD5", StringComparison.Ordinal);

    public static bool IsPassword(string name) => Has(name, "password") || Has(name, "passwd") || Has(name, "pwd") || Has(name, "passphrase") || Has(name, "apikey") || Has(name, "secret") || Has(name, "accesstoken") || Has(name, "refreshtoken") || Has(name, "resettoken");

    public static bool IsKey(string name) => Has(name, "secret") || name.EndsWith("key", StringComparison.OrdinalIgnoreCase) || Has(name, "salt");

    /// <summary>What a caller from outside has to know.</summary>
    public static bool IsCredential(string name) => Has(name, "apikey") || Has(name, "api-key") || Has(name, "api_key") || Has(name, "secret") || Has(name, "signature") || Has(name, "hmac") || Has(name, "password") || Has(name, "accesskey") || Has(name, "accesstoken") || Has(name, "authtoken") || Has(name, "webhooktoken") || Has(name, "webhookkey") || Has(name, "accesscode") || Has(name, "recoverycode") || Has(name, "verificationcode") || Has(name, "passcode") || Has(name, "verificationtoken");

    /// <summary>Whether a method of this name answers a question instead.</summary>
    public static bool Judges(string method) => Words.Of(method) is ["verify" or "validate" or "check" or "compare" or "is" or "has" or "try" or "needs" or "needed" or "match" or "matches", ..];

    /// <summary>Whether a method of this name may compute such a thing.</summary>
    public static bool MayName(string method) =>
        Has(method, "hash") || Has(method, "mac") || Has(method, "sign") || Has(method, "digest") || Has(method, "crypt") || Has(method, "sha") || Has(method, "checksum") || Has(method, "password") || Has(method, "token") || Has(method, "derive") || Has(method, "compute") || Has(method, "calculate") || Has(method, "generate");

    /// <summary>Whether a name promises nothing else: most comparisons are of what is called quite otherwise.</summary>
    public static bool MayHold(string name) => MayName(name) || IsCredential(name)
        || Has(name, "expected") || Has(name, "actual") || Has(name, "header") || Has(name, "hex") || Has(name, "base64") || Has(name, "provided") || Has(name, "received") || Has(name, "stored") || Has(name, "result") || Has(name, "encoded") || Has(name, "key") || Has(name, "pwd") || Has(name, "verif");

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
