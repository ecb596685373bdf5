namespace Guarded;

/// <summary>
/// Marks what may be called by a holder of a lease only, who keeps other writers out. The rule GRD5005 takes a marked method for
/// leased, and its type for one whose items are written under leases: a recursive delete in it needs one as well.
/// </summary>
/// <remarks>The mark says it to readers and to the rule. That a call comes too late, only an epoch tells that is checked where it is written.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor)]
public sealed class RequiresLeaseAttribute : Attribute;
