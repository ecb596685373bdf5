using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>A damaged object and the copy that was made of it.</summary>
/// <param name="State">The state that was copied.</param>
/// <param name="Copy">Where the copy is kept.</param>
internal sealed record QuarantinedObject(ObjectInfo State, ObjectKey Copy);
