namespace Pipeline.Commands;

/// <summary>What the process says to whoever started it.</summary>
public static class ExitCode
{
    /// <summary>It is done.</summary>
    public const int Done = 0;

    /// <summary>It could not be done; the error output says why.</summary>
    public const int Refused = 1;

    /// <summary>The run has malformed records or rows that a node failed at. What it recorded stays, and it can be resumed.</summary>
    public const int Incomplete = 2;

    /// <summary>The verification found something wrong.</summary>
    public const int Findings = 3;
}
