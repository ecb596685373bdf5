using Guarded.Store.Ledger;
using Guarded.Store.Objects;
using Guarded.Store.Payloads;

#pragma warning disable GRD2005 // It may be left out, so that it can be.
public sealed class Orchestrator(ILedger ledger, PayloadStore? payloads = null)
#pragma warning restore GRD2005
{
    public ILedger Ledger { get; } = ledger;

    public PayloadStore? Payloads { get; } = payloads;

    public Task WorkAsync(string source) => Console.Out.WriteLineAsync(source);
}

public sealed record Settings(string Source, string PayloadFolder);
