using Guarded.Analyzers.Locks;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Locks;

/// <summary>GRD5006.</summary>
public sealed class UnboundedReleaseTests
{
    private const string Delay = "Task.Delay";
    private const string Sleep = "Thread.Sleep";

    [Theory]
    [InlineData("Console.CancelKeyPress += async (_, e) => { [|await StopAsync()|]; };")]
    [InlineData("Console.CancelKeyPress += async (_, e) => [|await StopAsync()|];")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { [|await StopAsync()|]; e.Cancel = true; };")]
    [InlineData("Console.CancelKeyPress += async delegate (object? s, ConsoleCancelEventArgs e) { [|await StopAsync()|]; };")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { e.Cancel = false; [|await StopAsync()|]; };")]
    [InlineData("Console.CancelKeyPress += OnCancel; async void OnCancel(object? s, ConsoleCancelEventArgs e) { [|await StopAsync()|]; }")]
    [InlineData("Console.CancelKeyPress += new ConsoleCancelEventHandler(OnCancel); async void OnCancel(object? s, ConsoleCancelEventArgs e) { [|await StopAsync()|]; }")]
    [InlineData("using var r = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { [|await StopAsync()|]; context.Cancel = true; });")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += async (_, _) => [|await StopAsync()|];")]
    [InlineData("AssemblyLoadContext.Default.Unloading += async _ => [|await StopAsync()|];")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { [|await using var lease = new Lease();|] };")]
    public Task An_await_that_the_process_does_not_survive_is_found(string statements) => new AnalyzerTest<UnboundedReleaseAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("Console.CancelKeyPress += (_, e) => { [|StopAsync().Wait()|]; };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; [|StopAsync().Wait()|]; };")]
    [InlineData("Console.CancelKeyPress += (_, e) => [|StopAsync().GetAwaiter().GetResult()|];")]
    [InlineData("Console.CancelKeyPress += (_, e) => [|StopAsync().ConfigureAwait(false).GetAwaiter().GetResult()|];")]
    [InlineData("Console.CancelKeyPress += (_, e) => { var left = [|CountAsync().Result|]; };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; cts.Cancel(); [|done.WaitOne()|]; };")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { cts.Cancel(); [|slim.Wait()|]; };")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => [|gate.Wait()|];")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => [|thread.Join()|];")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => [|Task.WaitAll(StopAsync())|];")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => [|StopAsync(CancellationToken.None).Wait()|];")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += OnExit; void OnExit(object? s, EventArgs e) { var task = StopAsync(); [|task.Wait()|]; }")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => Shut(); void Shut() { [|StopAsync().Wait()|]; }")]
    [InlineData("using var r = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => { context.Cancel = true; [|StopAsync().Wait()|]; });")]
    [InlineData("Console.CancelKeyPress += OnEnd; AppDomain.CurrentDomain.ProcessExit += OnEnd; void OnEnd(object? s, EventArgs e) => [|StopAsync().Wait()|];")]
    public Task A_wait_without_a_bound_is_found(string statements) => new AnalyzerTest<UnboundedReleaseAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; _ = [|StopAsync()|]; Environment.Exit(0); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { [|StopAsync()|]; Environment.Exit(0); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { [|Task.Run(() => StopAsync())|]; Environment.Exit(0); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { _ = [|StopAsync()|]; };")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { _ = [|StopAsync()|]; };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { cts.Cancel(); [|Environment.Exit(0)|]; };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { Console.WriteLine(1); cts.Cancel(); Console.WriteLine(2); [|Environment.Exit(0)|]; };")]
    [InlineData("Console.CancelKeyPress += (_, e) => [|cts.Cancel()|];")]
    [InlineData("Console.CancelKeyPress += delegate { Console.WriteLine(1); [|cts.Cancel()|]; };")]
    [InlineData("using var r = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => [|cts.Cancel()|]);")]
    public Task An_end_before_the_release_is_found(string statements) => new AnalyzerTest<UnboundedReleaseAnalyzer>(In(statements)).RunAsync();

    [Theory]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; cts.Cancel(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { cts.Cancel(); e.Cancel = true; };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { cts.Cancel(); done.WaitOne(5000); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { cts.Cancel(); Finish(); }; void Finish() { }")]
    [InlineData("Console.CancelKeyPress += (_, e) => { Keep(e); cts.Cancel(); }; void Keep(ConsoleCancelEventArgs e) => e.Cancel = true;")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => cts.Cancel();")]
    [InlineData("using var r = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => cts.Cancel());")]
    [InlineData("using var r = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, async _ => await StopAsync());")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { e.Cancel = true; await StopAsync(); };")]
    [InlineData("Console.CancelKeyPress += async (_, e) => { e.Cancel = !cts.IsCancellationRequested; await StopAsync(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; done.Set(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { StopAsync().Wait(TimeSpan.FromSeconds(5)); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { StopAsync().Wait(5000); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { done.WaitOne(5000); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { thread.Join(5000); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { StopAsync(cts.Token).Wait(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { StopAsync().WaitAsync(TimeSpan.FromSeconds(5)).GetAwaiter().GetResult(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { Task.WhenAny(StopAsync(), " + Delay + "(5000)).Wait(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { Task.WaitAll([StopAsync()], 5000); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { var count = CountAsync(); if (count.Wait(5000)) Console.WriteLine(count.Result); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; _ = StopAsync(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { _ = StopAsync(); " + Sleep + "(3000); Environment.Exit(0); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { if (cts.IsCancellationRequested) Environment.Exit(1); e.Cancel = true; cts.Cancel(); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; Task.Run(() => done.WaitOne()); };")]
    [InlineData("Console.CancelKeyPress += (_, e) => Environment.Exit(0);")]
    [InlineData("Console.CancelKeyPress -= (_, e) => done.WaitOne();")]
    [InlineData("Console.CancelKeyPress += null; done.WaitOne();")]
    [InlineData("Console.CancelKeyPress += (_, e) => { e.Cancel = true; cts.Cancel(); }; done.WaitOne(); StopAsync().Wait();")]
    [InlineData("Other.CancelKeyPress += (_, e) => done.WaitOne();")]
    [InlineData("using var r = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; cts.Cancel(); });")]
    [InlineData("using var r = PosixSignalRegistration.Create(PosixSignal.SIGTERM, async context => { context.Cancel = true; await StopAsync(); });")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => { cts.Cancel(); slim.Wait(TimeSpan.FromSeconds(5)); };")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => new Lease().ToString();")]
    public Task A_release_that_is_bounded_and_awaited_is_no_finding(string statements) => new AnalyzerTest<UnboundedReleaseAnalyzer>(In(statements)).RunAsync();

    [Fact]
    public Task Every_message_says_what_happens_and_what_to_do() => new AnalyzerTest<UnboundedReleaseAnalyzer>(In(
        """
        Console.CancelKeyPress += async (_, e) => [|await StopAsync()|];
        Console.CancelKeyPress += (_, e) => [|done.WaitOne()|];
        Console.CancelKeyPress += (_, e) => [|StopAsync()|];
        Console.CancelKeyPress += (_, e) => { cts.Cancel(); [|Environment.Exit(0)|]; };
        AppDomain.CurrentDomain.ProcessExit += async (_, _) => [|await StopAsync()|];
        """))
    {
        Messages =
        [
            "The process ends at this 'await', before what is awaited is done. Set 'Cancel' to true before it, and end the program when the release is done.",
            "Where what this waits for hangs, the process hangs with it and cannot be ended politely. Wait for a few seconds at most.",
            "Nobody waits for this, and the process ends before it is done. Wait for it, for a few seconds at most.",
            "The process ends here, before what was cancelled has released anything. Set 'Cancel' to true and let the program end by itself.",
            "The process ends at this 'await', before what is awaited is done. Wait for it here, for a few seconds at most.",
        ],
    }.RunAsync();

    [Fact]
    public Task A_program_of_statements_has_handlers_too() => new AnalyzerTest<UnboundedReleaseAnalyzer>(
        """
        using System; using System.Threading.Tasks;
        Console.CancelKeyPress += OnCancel;
        static void OnCancel(object? sender, ConsoleCancelEventArgs e) => [|Task.Run(() => { }).Wait()|];
        """) { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication }.RunAsync();

    private static string In(string statements) =>
        $$"""
        using System;
        using System.Runtime.InteropServices;
        using System.Runtime.Loader;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            async Task M(CancellationTokenSource cts, ManualResetEvent done, ManualResetEventSlim slim, SemaphoreSlim gate, Thread thread)
            {
                await Task.Yield();
                {{statements}}
            }

            Task StopAsync(CancellationToken token = default) => Task.CompletedTask;
            Task<int> CountAsync() => Task.FromResult(1);
        }

        class Lease : IAsyncDisposable { public ValueTask DisposeAsync() => default; }
        static class Other { public static event EventHandler? CancelKeyPress; static void Raise() => CancelKeyPress?.Invoke(null, EventArgs.Empty); }
        """;
}
