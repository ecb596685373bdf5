using System.Collections.Immutable;
using Guarded.Analyzers.Wiring;
using Guarded.Store.Payloads;
using Guarded.Testing.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>The registrations of GRD2007.</summary>
public sealed class LedgerRegistrationsTests
{
    private const string Message = "'AddGuardedLedger' registers a ledger, and nothing in this program registers a store: it will not start. Call AddGuardedStore first.";

    [Theory]
    [InlineData("services.[|AddGuardedLedger|](Open);")]
    [InlineData("var other = services; other.[|AddGuardedLedger|](Open).Add(null!);")]
    [InlineData("void Register(IServiceCollection inner) => inner.[|AddGuardedLedger|](Open); Register(services);")]
    [InlineData("services.Add(null!); services.[|AddGuardedLedger|](Open);")]
    public Task A_program_with_a_ledger_and_no_store_is_found(string code) => Test(code, Message).RunAsync();

    [Theory]
    [InlineData("services.AddGuardedStore(_ => { }).AddGuardedLedger(Open);")]
    [InlineData("services.AddGuardedLedger(Open); services.AddGuardedStore(_ => { });")]
    [InlineData("services.AddSingleton<PayloadStore>(); services.AddGuardedLedger(Open);")]
    [InlineData("services.AddSingleton(new PayloadStore(new MemoryObjectStore())); services.AddGuardedLedger(Open);")]
    [InlineData("services.AddGeneralLedger();")]
    [InlineData("new Accounts().AddGuardedLedger(services);")]
    public Task One_that_registers_a_store_or_no_ledger_is_none(string code) => Test(code).RunAsync();

    [Fact]
    public Task Of_a_library_nothing_can_be_said() => new AnalyzerTest<AsymmetricWiringAnalyzer>(
        "using Microsoft.Extensions.DependencyInjection; static class Module { public static void Register(IServiceCollection services) => services.AddGuardedLedger(null!); }")
    { References = Hosting }.RunAsync();

    [Fact]
    public Task A_half_written_program_is_no_trouble() => new AnalyzerTest<AsymmetricWiringAnalyzer>(
        "using Microsoft.Extensions.DependencyInjection; IServiceCollection services = null!; services.[|AddGuardedLedger|](missing); services.AddLedger(; AddGuardedLedger(")
    { References = Hosting, OutputKind = OutputKind.ConsoleApplication, MayBeBroken = true }.RunAsync();

    private static AnalyzerTest<AsymmetricWiringAnalyzer> Test(string code, params string[] messages) =>
        new($$"""
            using Guarded.Store.Ledger;
            using Guarded.Store.Objects;
            using Guarded.Store.Payloads;
            using Microsoft.Extensions.DependencyInjection;
            IServiceCollection services = null!;
            {{code}}
            static System.Threading.Tasks.Task<ILedger> Open(System.IServiceProvider provider, PayloadStore payloads, System.Threading.CancellationToken cancellationToken) => throw new System.NotSupportedException();
            class Reports(PayloadStore payloads) { public object Payloads => payloads; }
            class Accounts { public void AddGuardedLedger(object open) { } }
            static class Banking { public static void AddGeneralLedger(this IServiceCollection services) { } }
            """) { References = Hosting, OutputKind = OutputKind.ConsoleApplication, Messages = [.. messages] };

    private static readonly ImmutableArray<MetadataReference> Hosting =
        [.. new[] { typeof(GuardedStoreServices), typeof(PayloadStore), typeof(IServiceCollection) }.Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location))];
}
