using Guarded.Analyzers.Configuration;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Configuration;

public sealed class SuppressionWithoutReasonTests
{
    [Theory]
    [InlineData("""SuppressMessage("Guarded", "GRD1001")""")]
    [InlineData("""SuppressMessage("Guarded.Writes", "GRD1001:NonAtomicWrite")""")]
    [InlineData("""SuppressMessage("Guarded", "GRD1001", Justification = "")""")]
    [InlineData("""SuppressMessage("Guarded", "GRD1001", Justification = " ")""")]
    [InlineData("""SuppressMessage("Guarded", "GRD1001", Justification = null)""")]
    [InlineData("""SuppressMessage("Guarded", "GRD1001", Justification = "<Pending>")""")]
    [InlineData("""SuppressMessage(checkId: "GRD1001", category: "Guarded")""")]
    [InlineData("""SuppressMessageAttribute("Guarded", Names.Rule, Scope = "member")""")]
    [InlineData("""System.Diagnostics.CodeAnalysis.SuppressMessage("Guarded", "GRD1001")""")]
    [InlineData("""global::System.Diagnostics.CodeAnalysis.SuppressMessage("Guarded", "GRD1001")""")]
    public Task A_suppression_without_a_reason_is_found(string attribute) => new AnalyzerTest<SuppressionWithoutReasonAnalyzer>(In($"[[|{attribute}|]]"))
    {
        Messages = ["This suppresses GRD1001 and does not say why what it warns of cannot happen here. Say so in 'Justification'."],
    }.RunAsync();

    [Fact]
    public Task So_is_one_of_an_assembly_and_one_beside_others() => new AnalyzerTest<SuppressionWithoutReasonAnalyzer>(
        """
        using System;
        using System.Diagnostics.CodeAnalysis;
        [assembly: [|SuppressMessage("Guarded", "GRD1001")|], CLSCompliant(false)]
        class C { [Obsolete, [|SuppressMessage("Guarded", "GRD2004", Scope = "type")|]] void M([[|SuppressMessage("Guarded", "GRD2005")|]] object? store = null) { } }
        """).RunAsync();

    [Theory]
    [InlineData("""SuppressMessage("Guarded", "GRD1001", Justification = "It is made anew at each start.")""")]
    [InlineData("""SuppressMessage("Guarded", "GRD1001", Justification = Names.Reason)""")]
    [InlineData("""SuppressMessage("Performance", "CA1822")""")]
    [InlineData("""SuppressMessage("Performance", "CA1822", Justification = "<Pending>")""")]
    [InlineData("""SuppressMessage("GRD1001", "CA1822")""")]
    [InlineData("""UnconditionalSuppressMessage("Trimming", "GRD1001")""")]
    [InlineData("""Obsolete("GRD1001", false)""")]
    [InlineData("""Own.SuppressMessage("Guarded", "GRD1001")""")]
    public Task Others_are_not(string attribute) => new AnalyzerTest<SuppressionWithoutReasonAnalyzer>(In($"[{attribute}]")).RunAsync();

    [Theory]
    [InlineData("SuppressMessage")]
    [InlineData("SuppressMessage()")]
    [InlineData("SuppressMessage(\"Guarded\")")]
    [InlineData("SuppressMessage(\"Guarded\", )")]
    [InlineData("SuppressMessage(\"Guarded\", Missing)")]
    [InlineData("SuppressMessage(\"Guarded\", 1, Justification = )")]
    [InlineData("Missing.SuppressMessage(\"Guarded\", \"GRD1001\")")]
    public Task Half_written_ones_are_no_trouble(string attribute) => new AnalyzerTest<SuppressionWithoutReasonAnalyzer>(In($"[{attribute}]")) { MayBeBroken = true }.RunAsync();

    [Fact]
    public Task A_test_project_is_quiet() => new AnalyzerTest<SuppressionWithoutReasonAnalyzer>(In("""[SuppressMessage("Guarded", "GRD1001")]""")) { Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    private static string In(string attribute) =>
        $$"""
        using System;
        using System.Diagnostics.CodeAnalysis;

        {{attribute}}
        class C;

        static class Names
        {
            public const string Rule = "GRD" + "1001";
            public const string Reason = "It is made anew at each start.";
        }

        namespace Own
        {
            class SuppressMessageAttribute(string category, string rule) : Attribute
            {
                public string Both => category + rule;
            }
        }
        """;
}
