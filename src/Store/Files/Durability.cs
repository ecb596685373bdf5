namespace Guarded.Store.Files;

/// <summary>What of a write survives power loss when its call returns. A process that is killed loses nothing at any level.</summary>
public enum Durability
{
    /// <summary>All of it: the bytes, the name and every folder made for it.</summary>
    Full,

    /// <summary>No name ever leads to torn content, but the last names may be missing after power loss. For caches that fill again.</summary>
    Content,

    /// <summary>Nothing, until the system writes it by itself: after power loss names may lead to torn content. For tests.</summary>
    None,
}
