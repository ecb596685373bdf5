using Guarded.Store.Hashing;
using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>The payload that the last part of a key names, wherever that key lies.</summary>
/// <param name="Hash">The payload's hash.</param>
/// <param name="Key">The key under which what is named so belongs.</param>
internal readonly record struct PayloadName(PayloadHash Hash, ObjectKey Key);
