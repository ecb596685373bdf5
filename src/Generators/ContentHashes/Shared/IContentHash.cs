namespace Guarded.Generated;

/// <summary>All that a content hash can be used as.</summary>
internal interface IContentHash<TSelf> :
    IEquatable<TSelf>,
    IComparable<TSelf>,
    IComparable,
    IComparisonOperators<TSelf, TSelf, bool>,
    ISpanParsable<TSelf>,
    IUtf8SpanParsable<TSelf>,
    ISpanFormattable,
    IUtf8SpanFormattable
    where TSelf : struct, IContentHash<TSelf>
{
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        TSelf other => ((TSelf)this).CompareTo(other),
        _ => throw new ArgumentException($"{typeof(TSelf).Name} is compared with its own kind only, but this is a {obj.GetType()}.", nameof(obj)),
    };
}
