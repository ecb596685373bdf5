using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

/// <summary>Cancels a verification at one of its reports, and keeps the last.</summary>
internal sealed class CancellingProgress(CancellationTokenSource cancellation, int after) : IProgress<PayloadVerificationProgress>
{
    private int _reports;

    public PayloadVerificationProgress Last { get; private set; }

    public void Report(PayloadVerificationProgress value)
    {
        Last = value;
        if (++_reports == after)
            cancellation.Cancel();
    }
}
