using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Wiring;

/// <summary>A method that begins something, with what its name says: <c>ResumeRowsAsync</c> is about "rows", and begins as <c>RunRows</c> does.</summary>
internal sealed class EntryPoint
{
    private EntryPoint(MethodDeclarationSyntax method, string verb, string family, string subject) =>
        (Method, Verb, Family, Subject) = (method, verb, family, subject);

    public MethodDeclarationSyntax Method { get; }

    public string Name => Method.Identifier.ValueText;

    private string Verb { get; }

    private string Family { get; }

    private string Subject { get; }

    /// <summary>Null where a method has no body or no name.</summary>
    public static EntryPoint? Of(MethodDeclarationSyntax method)
    {
        if (method is { Body: null, ExpressionBody: null })
            return null;

        var words = Words.Of(method.Identifier.ValueText).ToList();
        if (words.Count > 1 && words[words.Count - 1] == "async")
            words.RemoveAt(words.Count - 1);
        if (words.Count > 1 && words[0] is "try" or "re")
            words.RemoveAt(0);
        return words.Count == 0 ? null : new EntryPoint(method, words[0], FamilyOf(words[0]), string.Join(" ", words.Skip(1)));
    }

    /// <summary>Whether the two begin the same thing: run and resume, import and reimport, with and without waiting. Overloads are meant to differ.</summary>
    public bool IsSiblingOf(EntryPoint other) =>
        Name != other.Name && Family == other.Family && (Subject == other.Subject || (Subject.Length == 0 && other.IsOfMore) || (other.Subject.Length == 0 && IsOfMore));

    // ResumeFromCheckpoint goes on with what Run began.
    private bool IsOfMore => Verb is "resume" or "restart" or "retry" or "continue" or "recover" or "replay" or "rerun";

    private static string FamilyOf(string verb) => verb switch
    {
        "run" or "resume" or "rerun" or "start" or "restart" or "execute" or "reexecute" or "retry" or "continue" or "replay" or "recover" or "begin" or "launch" or "relaunch" => "run",
        _ when verb.StartsWith("re", StringComparison.Ordinal) && IsRepeated(verb.Substring(2)) => verb.Substring(2),
        _ => verb,
    };

    // "Restore" does not store again, nor does "remove" move.
    private static bool IsRepeated(string verb) => verb
        is "import" or "ingest" or "process" or "index" or "build" or "load" or "sync" or "upload" or "submit" or "send" or "scan" or "compute" or "calculate" or "generate"
        or "publish" or "deploy" or "analyze" or "analyse" or "parse" or "fetch" or "download" or "create" or "archive" or "export" or "migrate" or "convert" or "crawl" or "transform" or "open" or "initialize";
}
