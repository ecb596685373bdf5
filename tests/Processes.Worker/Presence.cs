namespace Guarded.Processes.Worker;

/// <summary>What is known of a payload. The values are how a list of them is written on a command line.</summary>
public enum Presence
{
    Absent = 'a',
    Stored = 's',

    /// <summary>Its worker was killed while it stored or deleted it, and nobody has looked since.</summary>
    Unknown = 'u',
}
