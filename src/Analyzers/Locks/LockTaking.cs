using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Calls that take a lock.</summary>
internal static class LockTaking
{
    /// <summary>What the names of such calls begin with.</summary>
    public static readonly string[] Beginnings = ["Wait", "Enter", "TryEnter", "Acquire", "TryAcquire", "Lock", "TryLock", "ReaderLock", "WriterLock", "ReadLock", "WriteLock", "CreateLock", "ObtainLock", "TakeLock", "FileStream", "Open"];

    /// <summary>What a call takes; null where it takes nothing, or that cannot be told.</summary>
    public static Hold? Of(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (name.Identifier.ValueText is "FileStream" or "Open")
            return OfFile(name, model, cancellationToken);
        if (name.CallBy() is not { } call)
            return null;
        return Releases(name.Identifier.ValueText) is { } releases
            ? OfLock(call, releases, model, cancellationToken)
            : LockHandles.MayHandOut(name.Identifier.ValueText) ? OfHandle(call, model, cancellationToken) : null;
    }

    private static string[]? Releases(string taking) => taking switch
    {
        "Wait" or "WaitAsync" => ["Release"],
        "WaitOne" => ["ReleaseMutex", "Release"],
        "Enter" or "TryEnter" => ["Exit"],
        "EnterReadLock" or "TryEnterReadLock" => ["ExitReadLock"],
        "EnterWriteLock" or "TryEnterWriteLock" => ["ExitWriteLock"],
        "EnterUpgradeableReadLock" or "TryEnterUpgradeableReadLock" => ["ExitUpgradeableReadLock"],
        "AcquireReaderLock" => ["ReleaseReaderLock", "ReleaseLock"],
        "AcquireWriterLock" => ["ReleaseWriterLock", "ReleaseLock"],
        _ => null,
    };

    private static HeldLock? OfLock(InvocationExpressionSyntax call, string[] releases, SemanticModel model, CancellationToken cancellationToken)
    {
        if (call.Symbol(model, cancellationToken) is not IMethodSymbol { ContainingType: { ContainingNamespace.Name: "Threading" } type } method
            || (method.IsStatic ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression : call.Receiver()) is not { } locked
            || locked.Bare() is not (SimpleNameSyntax or MemberAccessExpressionSyntax)
            || locked.Symbol(model, cancellationToken) is not { Kind: SymbolKind.Local or SymbolKind.Field or SymbolKind.Property or SymbolKind.Parameter } symbol)
        {
            return null;
        }

        var isTaken = type.Name switch
        {
            "SemaphoreSlim" => call.Settled() != call || method.Name == "Wait",
            "WaitHandle" => model.GetTypeInfo(locked, cancellationToken).Type is { Name: "Mutex" or "Semaphore" } handle && handle.IsNamed("System.Threading", handle.Name),
            "Monitor" => method.Name is "Enter" or "TryEnter",
            "Lock" or "SpinLock" or "ReaderWriterLockSlim" or "ReaderWriterLock" => true,
            _ => false,
        };
        return isTaken && type.IsNamed("System.Threading", type.Name) ? new HeldLock(call, locked, symbol, releases, Answer(call)) : null;
    }

    // Nobody else can open a file that is not shared, as long as it is open.
    private static HeldHandle? OfFile(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        ExpressionSyntax? opening = name.Parent is ObjectCreationExpressionSyntax creation && creation.Type == name ? creation : name.CallBy();
        var arguments = opening switch
        {
            ObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            InvocationExpressionSyntax { ArgumentList: var list } => list.Arguments,
            _ => default,
        };
        return opening is not null
            && arguments.Count > 2
            && arguments.Any(static argument => argument.Expression.ToString() == "FileShare.None")
            && model.GetTypeInfo(opening, cancellationToken).Type is { } type
            && type.IsNamed("System.IO", "FileStream")
            && new LockPath(model, cancellationToken).IsLock(arguments[0].Expression)
                ? HeldHandle.Of(opening, type)
                : null;
    }

    private static string? Answer(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.LastOrDefault(static argument => argument.RefKindKeyword.RawKind != 0)?.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            _ => call.Settled().Whole().Parent switch
            {
                EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: not "_" } variable } => variable.Identifier.ValueText,
                _ => null,
            },
        };

    private static HeldHandle? OfHandle(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (LockHandles.HandedOut(call, model, cancellationToken) is { } type)
            return HeldHandle.Of(call, type);
        return LockHandles.MayBeMissing(call, model, cancellationToken) && HeldHandle.Of(call, type: null) is { Answer: { } variable } handle && LockHandles.IsName(variable) ? handle : null;
    }
}
