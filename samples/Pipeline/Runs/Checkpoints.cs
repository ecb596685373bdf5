using Guarded.Store.Ledger;
using Pipeline.Records;

namespace Pipeline.Runs;

/// <summary>What a run notes of its sources.</summary>
internal static class Checkpoints
{
    /// <summary>How the records of a source are written.</summary>
    public static string FormatOf(SourceId source) => $"format of source {source.Number}";

    /// <summary>That all records of a source are recorded; its file is not needed any more.</summary>
    public static string EndOf(SourceId source) => $"end of source {source.Number}";

    public static RecordFormat Format(IReadOnlyDictionary<string, string> checkpoints, SourceId source) => RecordFormat.FromText(checkpoints[FormatOf(source)]);
}
