namespace Guarded.Store.Ledger.Sql;

/// <summary>A run that this ledger holds.</summary>
/// <param name="Session">The run's session, which changes when another takes it.</param>
/// <param name="Claim">What shows others that this process is alive.</param>
internal sealed record HeldRun(int Session, RunClaim Claim)
{
    /// <summary>How many sources the run has at least. None is ever removed.</summary>
    public int KnownSources { get; set; } = 1;
}
