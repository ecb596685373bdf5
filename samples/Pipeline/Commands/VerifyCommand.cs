using System.CommandLine;
using Guarded.Store.Ledger;

namespace Pipeline.Commands;

/// <summary><c>verify</c>: whether ledger and store agree, in both directions.</summary>
internal static class VerifyCommand
{
    public static Command Create() => new Command("verify", "Reads every payload that the ledger refers to, and looks for payloads that it does not refer to.").Doing(async (parsed, reply, cancellationToken) =>
    {
        await using var workspace = await PipelineCommand.OpenAsync(parsed, cancellationToken);
        var report = await new LedgerVerification(workspace.Ledger, workspace.Payloads).RunAsync(cancellationToken);
        reply.Say(
            new { report.References, report.Payloads, findings = report.Findings.Select(static finding => new { finding.Kind, payload = finding.Payload.ToString(), finding.Reason, finding.Remedy }) },
            [$"{report.References} payloads referred to, {report.Payloads} in the store, {report.Findings.Count} findings", .. report.Findings.Select(static finding => $"{finding.Kind}: {finding.Reason} {finding.Remedy}")]);
        return report.IsClean ? ExitCode.Done : ExitCode.Findings;
    });
}
