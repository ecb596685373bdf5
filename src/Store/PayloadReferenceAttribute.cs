namespace Guarded;

/// <summary>
/// Marks the place where a stored payload is recorded. Leaving it out, or filling it with null or default, is error GRD2001.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class PayloadReferenceAttribute : Attribute;
