namespace Guarded.Processes.Worker;

/// <summary>How a worker stores payloads: as Guarded does, or in a way that is known to break.</summary>
public enum Putting
{
    Guarded,

    /// <summary>The final file is written in place.</summary>
    InPlace,

    /// <summary>The file is staged, under a name that all of its writers share.</summary>
    SharedStaging,
}
