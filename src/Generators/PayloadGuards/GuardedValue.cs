namespace Guarded.Generators.PayloadGuards;

/// <summary>A value that the factory takes and hands on.</summary>
/// <param name="Type">Its type as code writes it; without the question mark where it is marked.</param>
/// <param name="Member">The parameter or member that it is for, as code writes it.</param>
/// <param name="Parameter">The factory's parameter, as code writes it.</param>
/// <param name="Check">How it is checked; nothing is checked of what is not marked.</param>
internal sealed record GuardedValue(string Type, string Member, string Parameter, PayloadCheckKind Check);
