using Guarded.Analyzers.Files;
using Guarded.Analyzers.Writes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Races;

/// <summary>Judges whether an answer that is out of date by then makes what it decides go wrong.</summary>
internal sealed class CheckThenAct(ExistenceCheck check, SemanticModel model, CancellationToken cancellationToken)
{
    private readonly PathIdentity _paths = new(model, cancellationToken);

    /// <summary>The first thing that can go wrong; null where nothing can, or where it cannot be told.</summary>
    public FileUse? Find() => new Decision(model, cancellationToken).Of(check)
        .Select(outcome => Find(outcome) is { } act && !IsUndisturbed(act, outcome) ? act : null)
        .FirstOrDefault(static act => act is not null);

    private FileUse? Find(Outcome outcome)
    {
        var uses = Uses(outcome.Nodes, outcome).ToList();
        return (outcome.Exists && uses.Any(IsDeletion) ? Replacement(uses, outcome) : null) ?? uses.FirstOrDefault(use => GoesWrong(use, outcome));
    }

    // Deleted first, and then something moves there: it is gone in between, and whoever is faster makes the move fail.
    private FileUse? Replacement(List<FileUse> uses, Outcome outcome)
    {
        var deletion = uses.First(IsDeletion);
        var after = outcome.Nodes.Only() is StatementSyntax branch && branch.FirstAncestorOrSelf<IfStatementSyntax>() is { } choice && (choice.Statement == branch)
            ? Uses(choice.Following(), outcome)
            : [];
        return uses.Concat(after).FirstOrDefault(use => use.Call.SpanStart > deletion.Call.SpanStart && use.Effect == FileEffect.Arrive);
    }

    private static bool IsDeletion(FileUse use) => use.Effect is FileEffect.DeleteFile or FileEffect.DeleteFolder;

    private IEnumerable<FileUse> Uses(IEnumerable<SyntaxNode> nodes, Outcome outcome) =>
        from node in nodes
        from use in FileUse.In(node, model, cancellationToken)
        where _paths.AreSame(check.Path, use.Path) && !PathIdentity.IsChanged(check.Path, outcome.Since, use.Call.SpanStart)
        select use;

    private static bool GoesWrong(FileUse use, Outcome outcome) => use.Effect switch
    {
        // Somebody else's file is written over, and nothing fails.
        FileEffect.Write or FileEffect.ArriveOver when !outcome.Exists => true,
        FileEffect.Arrive when !outcome.Exists => !IsExpected(use, outcome, isMissing: false),
        FileEffect.Read or FileEffect.Write or FileEffect.Append or FileEffect.MoveAway or FileEffect.Replace or FileEffect.DeleteFolder when outcome.Exists => !IsExpected(use, outcome, isMissing: true),
        _ => false,
    };

    // It fails as it would without the question, or somebody is prepared for it.
    private static bool IsExpected(FileUse use, Outcome outcome, bool isMissing) =>
        outcome.Otherwise?.IsMessage() == true || Serialisation.IsCaught(use.Call, isMissing);

    private bool IsUndisturbed(FileUse act, Outcome outcome) =>
        Serialisation.IsHeld(check.Question, model, cancellationToken)
        || (outcome.Exists && Serialisation.IsPolled(check.Question))
        || (Serialisation.InLock(act.Call) is { } held && AsksAgain(held))
        || new PathOrigin(model, cancellationToken).IsPassing(check.Path);

    // Asked without the lock first, because that is cheaper.
    private bool AsksAgain(LockStatementSyntax held) => held.DescendantNodes().OfType<SimpleNameSyntax>().Any(name =>
        name.Identifier.ValueText == ExistenceCheck.Name
        && ExistenceCheck.At(name, model, cancellationToken) is { } again
        && _paths.AreSame(check.Path, again.Path));
}
