using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>GRD1001: a whole-file write lands on its final path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonAtomicWriteAnalyzer() : GuardedAnalyzer(Descriptor)
{
    private static readonly string[] Openers = ["Create", "CreateText", "OpenWrite", "Open", "OpenHandle"];

    private static readonly string[] Streams = ["FileStream", "StreamWriter", "XmlTextWriter"];

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1001",
        "A whole-file write lands on its final path",
        "'{0}' writes in place: a crash or a full disk leaves a torn file under its final name{1}. Write {2} instead.",
        Category.Writes,
        DiagnosticSeverity.Warning);

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSemanticModelAction(Analyze);

    private static void Analyze(SemanticModelAnalysisContext context)
    {
        var savers = WholeFileSavers.In(context.SemanticModel.SyntaxTree, context.Options);
        foreach (var name in Candidates(context.SemanticModel.SyntaxTree, savers, context.CancellationToken))
            Analyze(name, FileSteps.In(context.SemanticModel, savers), context);
    }

    private static void Analyze(SimpleNameSyntax name, FileSteps steps, SemanticModelAnalysisContext context)
    {
        lock (steps)
        {
            if (Write(name, steps) is { Effect: not OpeningEffect.Created } write && !IsHarmless(write, steps, context.SemanticModel, context.CancellationToken))
                context.Report(Diagnostic.Create(Descriptor, write.Place.GetLocation(), write.Name, Tail(write), Remedy(write)));
        }
    }

    private static IEnumerable<SimpleNameSyntax> Candidates(SyntaxTree tree, WholeFileSavers savers, CancellationToken cancellationToken)
    {
        var candidates = Occurrences.Of("WriteAll", tree, cancellationToken);
        if (tree.GetText(cancellationToken).ToString().Contains("File"))
            candidates = candidates.Concat(Openers.SelectMany(name => Occurrences.Named(name, tree, cancellationToken)));
        else
            candidates = candidates.Concat(Occurrences.Named("XmlWriter", tree, cancellationToken).Select(static type => (type.Parent as MemberAccessExpressionSyntax)?.Name ?? type));
        return candidates
            .Concat(Streams.SelectMany(name => Occurrences.Named(name, tree, cancellationToken)))
            .Concat(savers.Names.Where(static name => !WholeFileWrite.IsOpener(name)).SelectMany(name => Occurrences.Named(name, tree, cancellationToken)));
    }

    private static WholeFileWrite? Write(SimpleNameSyntax name, FileSteps steps) =>
        WholeFileWrite.IsStreamType(name.Identifier.ValueText) ? Creation(name) is { } creation ? steps.Writes.Of(creation) : null : steps.Writes.Of(name);

    // new FileStream(…), FileStream stream = new(…)
    private static BaseObjectCreationExpressionSyntax? Creation(SimpleNameSyntax type)
    {
        TypeSyntax whole = type;
        while (whole.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or NullableTypeSyntax)
            whole = (TypeSyntax)whole.Parent;
        return whole.Parent switch
        {
            ObjectCreationExpressionSyntax creation when creation.Type == whole => creation,
            VariableDeclarationSyntax { Variables: [{ Initializer.Value: ImplicitObjectCreationExpressionSyntax creation }] } => creation,
            _ => null,
        };
    }

    private static bool IsHarmless(WholeFileWrite write, FileSteps steps, SemanticModel model, CancellationToken cancellationToken)
    {
        if (write.Call is not { } call)
            return false;
        if (write.Path is { } given && HandedPath.Is(given, model, cancellationToken))
            return true;
        if (Forwarding.Is(call, write.Name.Substring(write.Name.IndexOf('.') + 1)) || (write.IsStream && IsHarmlessStream(write, call)))
            return true;
        if (write.Path is not { } path)
            return false;
        if (write.IsStream && Forwarding.IsOpener(call, path))
            return true;
        var value = steps.Reader.Read(path);
        return value.IsTemporary
            || value.IsNamedTemporary
            || IsLog(value)
            || new PathOrigin(model, cancellationToken).IsPassing(path)
            || new ExportedOutput(model, steps.Reader, cancellationToken).Is(value, write.Place)
            || new StagingFile(path, call, steps, model, cancellationToken).IsPublishedOrRemoved();
    }

    private static bool IsHarmlessStream(WholeFileWrite write, ExpressionSyntax call)
    {
        var use = new StreamUse(call);
        return use.IsEmpty || IsLineByLine(call) || write.Effect switch
        {
            OpeningEffect.Overlaid => write.Name.EndsWith(".OpenHandle", StringComparison.Ordinal) || use.IsPositioned || IsLock(write),
            OpeningEffect.Updated => !use.IsWhole || IsLock(write),
            _ => false,
        };
    }

    // new StreamWriter(path) { AutoFlush = true } is a log: each line is whole when it is there. Not so a document.
    private static bool IsLineByLine(ExpressionSyntax creation) =>
        creation is BaseObjectCreationExpressionSyntax { Initializer: { } initializer, ArgumentList: { } arguments }
        && initializer.ToString().Contains("AutoFlush")
        && !(arguments.Argument("append", 1).IsKind(SyntaxKind.FalseLiteralExpression) && new StreamUse(creation).IsWhole);

    private static bool IsLock(WholeFileWrite write) => write.Path?.ToString().HasWord(static word => word is "lock" or "mutex" or "lockfile" or "pid") == true;

    private static bool IsLog(PathValue path) =>
        path.Parts is [.., { Kind: PathPartKind.Text } last] && last.Text.EndsWith(".log", StringComparison.OrdinalIgnoreCase);

    private static string Tail(WholeFileWrite write) =>
        write.Effect == OpeningEffect.Emptied ? "" : ", and content that is shorter than before leaves the old one's tail behind it";

    private static string Remedy(WholeFileWrite write) => write.HasTwin ? $"'Atomic{write.Name}'" : "to 'AtomicFile.Create'";
}
