using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Testing.Analyzers;

/// <summary>
/// Fixes what the analyzer finds, one by one and all at once, until nothing more is offered. The outcome must be the fixed
/// source, to the letter; it must compile, and what is marked in it, and nothing else, is still found.
/// </summary>
/// <param name="source">The marked source, <c>Test.cs</c>.</param>
/// <param name="fixedSource">What becomes of it; null where no fix may be offered.</param>
public sealed class CodeFixTest<TAnalyzer, TFix>(string source, string? fixedSource = null) : AnalyzerTest<TAnalyzer>(source, fixedSource)
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private static readonly TFix Fix = new();

    /// <summary>Which of the offered actions is taken.</summary>
    public int ActionIndex { get; init; }

    /// <summary>Which of the offered actions is taken, by its key; goes before the index.</summary>
    public string? EquivalenceKey { get; init; }

    /// <summary>The titles of all actions that are offered for the first finding; none where that does not matter.</summary>
    public ImmutableArray<string> Titles { get; init; } = [];

    /// <summary>Where all findings are fixed at once too.</summary>
    public ImmutableArray<FixAllScope> FixAllScopes { get; init; } = [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <summary>Adds another file, and what becomes of it.</summary>
    public CodeFixTest<TAnalyzer, TFix> Add(string path, string source, string fixedSource, string project = MainProject)
    {
        AddFile(project, path, source, fixedSource);
        return this;
    }

    /// <exception cref="AnalyzerTestException">The analyzer or the fix threw, or did anything but what the sources say.</exception>
    public override async Task RunAsync()
    {
        await base.RunAsync();
        var offers = await OffersAsync(CreateSolution());
        if (Files.All(file => file.Fixed is null))
        {
            RequireNone(offers);
            return;
        }

        RequireTitles(offers);
        await RequireOutcomeAsync("fixed one by one", await FixOneByOneAsync());
        foreach (var scope in FixAllScopes)
            await RequireOutcomeAsync($"fixed at once ({scope})", await FixAllAsync(scope));
    }

    private async Task<Solution> FixOneByOneAsync()
    {
        var solution = CreateSolution();
        var left = Files.Sum(file => file.Source.Marks.Count());
        while (await NextAsync(solution) is var (_, action))
        {
            if (left-- == 0)
                throw new AnalyzerTestException("The fixes do not come to rest: more are offered than there were findings.");
            solution = await ApplyAsync(solution, action);
        }

        return solution;
    }

    private async Task<Solution> FixAllAsync(FixAllScope scope)
    {
        var provider = Fix.GetFixAllProvider() ?? throw new AnalyzerTestException($"{typeof(TFix).Name} cannot fix all at once.");
        var solution = CreateSolution();
        var left = scope switch
        {
            FixAllScope.Document => Files.Count,
            FixAllScope.Project => solution.ProjectIds.Count,
            _ => 1,
        };
        while (await NextAsync(solution) is var (offer, action))
        {
            if (left-- == 0)
                throw new AnalyzerTestException($"Fixing all at once ({scope}) leaves findings that have a fix, the first at {offer.Diagnostic.Location.GetLineSpan()}.");
            var context = new FixAllContext(
                offer.Document,
                Fix,
                scope,
                action.EquivalenceKey ?? throw new AnalyzerTestException($"'{action.Title}' has no equivalence key, so it cannot be applied to all."),
                Fix.FixableDiagnosticIds,
                new FoundDiagnostics(async project => await FindAsync(project)),
                CancellationToken.None);
            var all = await provider.GetFixAsync(context) ?? throw new AnalyzerTestException($"Nothing is offered to fix all at once ({scope}).");
            solution = await ApplyAsync(solution, all);
        }

        return solution;
    }

    private async Task RequireOutcomeAsync(string what, Solution solution)
    {
        var texts = new Dictionary<string, string>();
        foreach (var document in solution.Projects.SelectMany(project => project.Documents))
            texts.Add(document.FilePath ?? document.Name, (await document.GetTextAsync()).ToString());

        foreach (var file in Files)
        {
            if (!texts.Remove(file.FullPath, out var actual) || actual != file.Outcome.Text)
                throw new AnalyzerTestException($"{file.FullPath}, {what}, is not what it should be.\n\nExpected:\n{file.Outcome.Text}\n\nActual:\n{actual}\n");
        }

        if (texts.Count > 0)
            throw new AnalyzerTestException($"The fix adds files: {string.Join(", ", texts.Keys)}.");
        await RequireAsync(solution, $"the source {what}", file => file.Outcome);
    }

    private async Task<(Offer Offer, CodeAction Action)?> NextAsync(Solution solution)
    {
        foreach (var offer in await OffersAsync(solution))
        {
            if (Chosen(offer.Actions) is { } action)
                return (offer, action);
        }

        return null;
    }

    private CodeAction? Chosen(ImmutableArray<CodeAction> actions) => EquivalenceKey is null
        ? actions.ElementAtOrDefault(ActionIndex)
        : actions.FirstOrDefault(action => action.EquivalenceKey == EquivalenceKey);

    private static async Task<List<Offer>> OffersAsync(Solution solution)
    {
        var offers = new List<Offer>();
        foreach (var project in solution.Projects)
        {
            foreach (var finding in await FindAsync(project))
            {
                if (Fix.FixableDiagnosticIds.Contains(finding.Id) && solution.GetDocument(finding.Location.SourceTree) is { } document)
                    offers.Add(new Offer(document, finding, await ActionsAsync(document, finding)));
            }
        }

        return offers;
    }

    private static async Task<ImmutableArray<CodeAction>> ActionsAsync(Document document, Diagnostic finding)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        await Fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.ToImmutable();
    }

    private static async Task<Solution> ApplyAsync(Solution before, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var after = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        foreach (var document in after.Projects.SelectMany(project => project.Documents))
        {
            if (before.GetDocument(document.Id) is not { } old || !(await document.GetTextAsync()).ContentEquals(await old.GetTextAsync()))
                return after;
        }

        throw new AnalyzerTestException($"'{action.Title}' changes nothing.");
    }

    private static void RequireNone(List<Offer> offers)
    {
        foreach (var offer in offers.Where(offer => !offer.Actions.IsEmpty))
            throw new AnalyzerTestException($"No fix was expected, but there is '{offer.Actions[0].Title}' at {offer.Diagnostic.Location.GetLineSpan()}.");
    }

    private void RequireTitles(List<Offer> offers)
    {
        var actual = offers.Count == 0 ? [] : offers[0].Actions.Select(action => action.Title).ToList();
        if (!Titles.IsEmpty && !actual.SequenceEqual(Titles))
            throw new AnalyzerTestException($"The offers for the first finding differ.\nExpected: {string.Join(" | ", Titles)}\nActual: {string.Join(" | ", actual)}");
    }
}
