using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Locks;

/// <summary>Leases and other handles that hold a lock as long as they are not disposed.</summary>
internal static class LockHandles
{
    /// <summary>Whether a method of this name may hand one out.</summary>
    public static bool MayHandOut(string method) => method
        is "Acquire" or "AcquireAsync" or "TryAcquire" or "TryAcquireAsync" or "AcquireItemAsync" or "AcquireStructureAsync"
        or "Lock" or "LockAsync" or "TryLock" or "TryLockAsync" or "EnterScope" or "EnterAsync" or "ReaderLock" or "ReaderLockAsync" or "WriterLock" or "WriterLockAsync"
        or "ReadLockAsync" or "WriteLockAsync" or "UpgradeableReadLockAsync" or "CreateLock" or "CreateLockAsync"
        || HasLockBehindVerb(method);

    /// <summary>The type of the handle that a call hands out, when it is waited for; null where it hands out none.</summary>
    public static ITypeSymbol? HandedOut(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.Symbol(model, cancellationToken) is IMethodSymbol { ContainingType: { } owner } method
        && model.GetTypeInfo(call.Settled(), cancellationToken).Type is { } type
        && IsDisposable(type)
        && !IsLockItself(type)
        && (SaysLock(type.Name) || SaysLock(owner.Name) || HasLockBehindVerb(method.Name))
        && (!method.Name.StartsWith("Create", StringComparison.Ordinal) || type.IsNamed("RedLockNet", type.Name))
            ? type
            : null;

    /// <summary>Whether a type is such a handle: its name says so, and it can be disposed.</summary>
    public static bool Is(ITypeSymbol? type) => type is not null && IsDisposable(type) && !IsLockItself(type) && SaysLock(type.Name);

    /// <summary>Whether a call of a library that is missing hands one out, as far as its name and the file's imports tell.</summary>
    public static bool MayBeMissing(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.CalledName()?.Identifier.ValueText is not (null or "Lock" or "TryLock" or "EnterScope")
        && call.Symbol(model, cancellationToken) is null
        && call.SyntaxTree.GetRoot(cancellationToken) is CompilationUnitSyntax file
        && file.Usings.Any(static import => IsOfLocks(import.Name?.ToString()));

    /// <summary>Whether a variable is called like a handle.</summary>
    public static bool IsName(string variable) => variable.HasWord(static word => word is "lock" or "lease" or "handle" or "locked" or "mutex" or "redlock") || variable.EndsWith("Lock", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfLocks(string? import) => import
        is "RedLockNet" or "RedLockNet.SERedis" or "Medallion.Threading" or "Nito.AsyncEx" or "AsyncKeyedLock" or "Foundatio.Lock" or "Volo.Abp.DistributedLocking" or "Guarded.Store.Leases"
        || import?.StartsWith("Medallion.Threading.", StringComparison.Ordinal) is true;

    private static bool HasLockBehindVerb(string method) =>
        Words.Of(method) is { Count: > 1 } words
        && words[0] is "acquire" or "try" or "obtain" or "take" or "enter"
        && words.Skip(1).Any(static word => word is "lock" or "lease" or "mutex");

    private static bool SaysLock(string name) =>
        name.HasWord(static word => word is "lock" or "locks" or "locker" or "lockers" or "lease" or "leases" or "leased" or "mutex" or "semaphore" or "releaser")
        || name is "IDistributedSynchronizationHandle";

    // A permit to start something comes back by itself.
    private static bool IsLockItself(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System.Threading" => type.ContainingType is null,
        "System.Threading.Tasks" or "System.Threading.RateLimiting" => true,
        _ => false,
    };

    private static bool IsDisposable(ITypeSymbol type) =>
        IsDisposal(type) || type.AllInterfaces.Any(IsDisposal) || (type.IsRefLikeType && type.GetMembers("Dispose").Length > 0);

    private static bool IsDisposal(ITypeSymbol type) => type.Name is "IDisposable" or "IAsyncDisposable" && type.IsNamed("System", type.Name);
}
