namespace Guarded.Store.Ledger;

/// <summary>An attempt of a node at a row was recorded already. Its outcome stays as it is.</summary>
public sealed class OutcomeExistsException : LedgerException
{
    internal OutcomeExistsException(NewOutcome outcome)
        : base($"Run {outcome.Source.Run} has recorded attempt {outcome.Attempt} of '{outcome.Node}' at row {outcome.Index} of its source {outcome.Source.Number} already. The first outcome stays. Count the attempts.") => Outcome = outcome;

    /// <summary>What was refused.</summary>
    public NewOutcome Outcome { get; }
}
