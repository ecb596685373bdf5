using System.Globalization;

namespace Guarded.Store.Ledger;

/// <summary>Names a run in its ledger.</summary>
/// <param name="Value">A number from 1, rising with each run.</param>
public readonly record struct RunId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
