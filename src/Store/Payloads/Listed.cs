using Guarded.Store.Objects;

namespace Guarded.Store.Payloads;

/// <summary>An object that lies among the payloads, or what is wrong with a folder that cannot be listed.</summary>
internal readonly record struct Listed(ObjectInfo? Object, PayloadFinding? Unlisted);
