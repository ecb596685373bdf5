namespace Gaps.Pipeline;

/// <summary>What both commands load.</summary>
/// <param name="Source">A file, a row a line.</param>
/// <param name="PayloadFolder">Where payloads are kept.</param>
public sealed record PipelineSettings(string Source, string PayloadFolder);
