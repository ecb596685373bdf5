namespace Guarded;

/// <summary>
/// Marks a type that stores, or a parameter that takes what stores: whoever leaves it out loses what should have been
/// stored. The types that derive from a marked one are marked too. The rules GRD2003 to GRD2007 go by it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Parameter, Inherited = false)]
public sealed class StorageDependencyAttribute : Attribute;
