using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Why what is taken is not given back on every path.</summary>
internal sealed class MissingRelease(SemanticModel model, CancellationToken cancellationToken)
{
    private const string Never = "What this takes is never given back";

    /// <summary>What happens, for people; null where it is given back, or that is not for this function to do.</summary>
    public string? Of(Hold hold) => TestCode.Holds(hold.Taking) ? null : hold switch
    {
        HeldLock held => IsNobodysBusiness(held) ? null : OfLock(held),
        HeldHandle handle => OfHandle(handle),
        _ => null,
    };

    private string? OfLock(HeldLock held)
    {
        var function = held.Taking.Function();
        var releases = function.DescendantNodes().Where(held.IsRelease).ToList();
        if (releases.Count == 0)
            return IsPlain(held) && !IsReleasedByOthers(held) && !IsEnding(function) && !IsDisposedIn(function, held) ? Never : null;
        // Whoever runs it later releases it; and what was released before may be taken back.
        return releases.Any(release => release.Function() != function) || releases.All(release => release.SpanStart < held.Taking.SpanStart) || Lost(held) is not { } lost || held.IsReleasedElsewhere() ? null : lost;
    }

    private bool IsReleasedByOthers(HeldLock held) =>
        SemaphoreUse.IsSignalName(held.Symbol.Name) || held.IsReleasedIn(held.Taking.Member()) || IsAlias(held) || held.IsShared() || held.IsReleasedElsewhere();

    private string? OfHandle(HeldHandle handle) => handle.Keeping switch
    {
        HandleKeeping.Dropped => IsReleasedByOwner(handle) ? null : Never,
        HandleKeeping.Variable when !handle.IsPassedOn() => handle.IsReleasedIn(handle.Taking.Function()) ? Lost(handle) : IsReleasedByOwner(handle) ? null : Never,
        _ => null,
    };

    private string? Lost(Hold hold) => HeldCode.After(hold, model, cancellationToken)?.Lost switch
    {
        null or Ways.None => null,
        Ways.Throw => $"An exception before '{hold.Release}' leaves this taken",
        _ => $"A path that leaves without '{hold.Release}' leaves this taken",
    };

    /// <summary>Whether it is a signal, belongs to one call only, or the system gives it back.</summary>
    private bool IsNobodysBusiness(HeldLock held)
    {
        return held.Symbol.ValueType()?.Name switch
        {
            "SemaphoreSlim" or "Semaphore" => SemaphoreUse.Count(held.Symbol, held.Taking, model, cancellationToken) == 0 || IsMadeHere(held),
            "Mutex" => IsInProgram(held.Taking) || IsAskedOnce(held),
            _ => IsMadeHere(held),
        };
    }

    // What it stands for may be released by another name.
    private bool IsAlias(HeldLock held) =>
        held.Symbol is ILocalSymbol && VariableValue.Of(held.Symbol, held.Taking, model, cancellationToken) is not BaseObjectCreationExpressionSyntax;

    // Nobody else waits for it.
    private bool IsMadeHere(HeldLock held) =>
        held.Symbol is ILocalSymbol local
        && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax } declarator
        && declarator.Function() == held.Taking.Function();

    // A single instance holds it until the process ends.
    private static bool IsInProgram(SyntaxNode taking) =>
        taking.Member() is CompilationUnitSyntax or MethodDeclarationSyntax { Identifier.ValueText: "Main" or "OnStartup" }
        || taking.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText is "Program" or "App";

    private static bool IsAskedOnce(HeldLock held) =>
        ((InvocationExpressionSyntax)held.Taking).ArgumentList.Arguments.FirstOrDefault()?.Expression.ToString() is "0" or "TimeSpan.Zero";

    // A condition may ask it once and for all, and a loop takes what several have.
    private static bool IsPlain(HeldLock held) =>
        held.Taken.Parent is ExpressionStatementSyntax statement
        && !statement.Ancestors().TakeWhile(node => node != statement.Function()).Any(static node => node is WhileStatementSyntax or ForStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax)
        && ((InvocationExpressionSyntax)held.Taking).ArgumentList.Arguments.All(static argument => !argument.Expression.IsKind(SyntaxKind.NumericLiteralExpression) && !argument.Expression.ToString().StartsWith("TimeSpan.", StringComparison.Ordinal));

    // The end of the owner need not release what nobody takes any more.
    private static bool IsEnding(SyntaxNode function) => function is DestructorDeclarationSyntax
        || (function is MethodDeclarationSyntax method && Words.Of(method.Identifier.ValueText) is { Count: > 0 } words && words[0] is "dispose" or "close" or "stop" or "shutdown" or "wait");

    private static bool IsDisposedIn(SyntaxNode function, HeldLock held) => function.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call.CalledName()?.Identifier.ValueText is "Dispose" or "Close" && call.Receiver()?.IsLike(held.Lock) is true);

    // Some providers are asked to release by name.
    private static bool IsReleasedByOwner(HeldHandle handle) =>
        handle.Taking is InvocationExpressionSyntax taking
        && (handle.Taking.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? handle.Taking.Member()).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.CalledName()?.Identifier.ValueText is { } name
            && (name.StartsWith("Release", StringComparison.Ordinal) || name.StartsWith("Unlock", StringComparison.Ordinal) || name.StartsWith("Exit", StringComparison.Ordinal))
            && (taking.Receiver() is { } owner ? call.Receiver()?.IsLike(owner) is true : call.Receiver() is null));
}
