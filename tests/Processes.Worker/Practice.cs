namespace Guarded.Processes.Worker;

/// <summary>How a worker of the loop works: with Guarded, or in one respect as code that is known to break.</summary>
public enum Practice
{
    Guarded,

    /// <summary>Payloads are written to their final path.</summary>
    WritesInPlace,

    /// <summary>Payloads are staged under a name that all of their writers share.</summary>
    SharesStagingNames,

    /// <summary>The counter is read and then overwritten, whatever it is by then.</summary>
    CountsBlindly,

    /// <summary>Whatever is staged is swept, whether its writer lives or not.</summary>
    SweepsTheLiving,
}
