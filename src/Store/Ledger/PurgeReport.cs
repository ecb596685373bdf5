namespace Guarded.Store.Ledger;

/// <summary>What a purge did, or has done so far.</summary>
/// <param name="Runs">How many runs it went through.</param>
/// <param name="Payloads">How many payloads it removed, with those that an earlier purge had left half done.</param>
/// <param name="Bytes">How many bytes they had.</param>
/// <param name="Kept">How many payloads stay because a younger run refers to them. One that several of the runs share may count more than once.</param>
public sealed record PurgeReport(long Runs, long Payloads, long Bytes, long Kept);
