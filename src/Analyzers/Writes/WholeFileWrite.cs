using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>A call that writes a whole file in place, or empties it and hands out what writes it.</summary>
internal sealed class WholeFileWrite(ExpressionSyntax place, ExpressionSyntax? call, ExpressionSyntax? path, string name, OpeningEffect effect, bool isStream)
{
    /// <summary>Where it is reported: the method, or the whole creation.</summary>
    public ExpressionSyntax Place { get; } = place;

    /// <summary>The call; null where the method is only named.</summary>
    public ExpressionSyntax? Call { get; } = call;

    public ExpressionSyntax? Path { get; } = path;

    /// <summary>What it is called, with its type.</summary>
    public string Name { get; } = name;

    public OpeningEffect Effect { get; } = effect;

    /// <summary>Whether what writes the file is handed out.</summary>
    public bool IsStream { get; } = isStream;

    /// <summary>Whether the call that does it all has a twin in <c>AtomicFile</c>.</summary>
    public bool HasTwin => !IsStream && Name.StartsWith("File.WriteAll", StringComparison.Ordinal);

    public static bool IsWriteAll(string name) => name
        is "WriteAllBytes" or "WriteAllBytesAsync"
        or "WriteAllText" or "WriteAllTextAsync"
        or "WriteAllLines" or "WriteAllLinesAsync";

    public static bool IsOpener(string name) => name is "Create" or "CreateText" or "OpenWrite" or "Open" or "OpenHandle";

    public static bool IsStreamType(string name) => name is "FileStream" or "StreamWriter" or "XmlTextWriter";
}
