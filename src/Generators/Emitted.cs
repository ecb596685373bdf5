namespace Guarded.Generators;

/// <summary>How emitted members say what they are.</summary>
internal static class Emitted
{
    /// <summary>The arguments of GeneratedCodeAttribute.</summary>
    public static readonly string Arguments = $"\"Guarded\", \"{typeof(Emitted).Assembly.GetName().Version.ToString(3)}\"";
}
