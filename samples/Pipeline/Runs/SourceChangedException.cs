using Guarded.Store.Ledger;

namespace Pipeline.Runs;

/// <summary>A records file is not what it was when the run read it.</summary>
public sealed class SourceChangedException(string file, long line, LedgerRow row)
    : Exception($"{file}, line {line} is not the record that the run recorded there as row {row.Id}. Nothing was recorded in its place. Restore the file and resume, or begin another run.");
