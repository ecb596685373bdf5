using Guarded.Store.Objects;

namespace Guarded.Store.Tests.Crashes;

/// <summary>
/// What a crash may leave under each key: a state that a reader could see, no older than the last one that a call has
/// acknowledged.
/// </summary>
internal sealed class Obligations(IReadOnlyDictionary<ObjectKey, IReadOnlySet<string>> allowed)
{
    /// <summary>Stands for a key that holds nothing.</summary>
    public const string Nothing = "nothing";

    public IEnumerable<ObjectKey> Keys => allowed.Keys;

    public string Fingerprint { get; } = string.Join('\n', allowed.OrderBy(key => key.Key.ToString(), StringComparer.Ordinal)
        .Select(key => $"{key.Key}: {string.Join(' ', key.Value.Order(StringComparer.Ordinal))}"));

    public Violation? Judge(ObjectKey key, string? found, Witness witness)
    {
        if (found is not null && !witness.WasPut(key, found))
            return new Violation(ViolationKind.Torn, $"'{key}' holds what nobody put there");
        var states = allowed.TryGetValue(key, out var known) ? known : new HashSet<string> { Nothing };
        if (states.Contains(found ?? Nothing))
            return null;
        return found is null ? new Violation(ViolationKind.Lost, $"'{key}' was acknowledged and is gone")
            : states.SetEquals([Nothing]) ? new Violation(ViolationKind.Undeleted, $"'{key}' was acknowledged as deleted and is there")
            : new Violation(ViolationKind.Outdated, $"'{key}' holds a state that was replaced");
    }
}
