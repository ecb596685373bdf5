using System.Globalization;

namespace Guarded.Store.Ledger;

/// <summary>Names a row in its ledger, whichever run it belongs to.</summary>
/// <param name="Value">A number from 1, rising with each row.</param>
public readonly record struct RowId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
