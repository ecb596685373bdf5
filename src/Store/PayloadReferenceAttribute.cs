namespace Guarded;

/// <summary>
/// Marks the place where a stored payload is recorded: leaving it out, or filling it with null or default, is error GRD2001.
/// On what a method returns, it says that this refers to what was stored: dropping it is GRD2004.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue)]
public sealed class PayloadReferenceAttribute : Attribute;
