using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Guarded.Analyzers.Configuration;
using Guarded.Analyzers.Tests.Suite;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Tests.Configuration;

public sealed class UnknownSettingTests
{
    [Theory]
    [InlineData("guarded.storage_type = Acme.IStore", "'guarded.storage_type' is no setting that Guarded knows, and does nothing. Did you mean 'guarded.storage_types'?")]
    [InlineData("guarded.Storage-Types = Acme.IStore", "'guarded.storage-types' is no setting that Guarded knows, and does nothing. Did you mean 'guarded.storage_types'?")]
    [InlineData("guarded.whole_file_saver =", "'guarded.whole_file_saver' is no setting that Guarded knows, and does nothing. Did you mean 'guarded.whole_file_savers'?")]
    [InlineData("guarded.payload_members = A.B", "'guarded.payload_members' is no setting that Guarded knows, and does nothing. Did you mean 'guarded.payload_reference_members'?")]
    [InlineData("guarded.mode = strict", "'guarded.mode' is no setting that Guarded knows, and does nothing. It knows guarded.payload_reference_members, guarded.storage_types, guarded.whole_file_savers.")]
    [InlineData("guarded.storage_types = IStore<T>, Acme.Blobs", "'guarded.storage_types' lists 'IStore<T>', which is no type: write 'IBlobStore' or 'Acme.IBlobStore', without type parameters.")]
    [InlineData("guarded.storage_types = Acme..Blobs", "'guarded.storage_types' lists 'Acme..Blobs', which is no type: write 'IBlobStore' or 'Acme.IBlobStore', without type parameters.")]
    [InlineData("guarded.whole_file_savers = SaveTo", "'guarded.whole_file_savers' lists 'SaveTo', which is no method: write its namespace and type too, 'Acme.Reports.Report.SaveTo'.")]
    [InlineData("guarded.payload_reference_members = Source", "'guarded.payload_reference_members' lists 'Source', which is no member: write 'AuditRow.Source', 'AuditTrail.CreateRow(source)' or 'AuditEntry(source)'.")]
    [InlineData("guarded.payload_reference_members = Trail.Create(source", "'guarded.payload_reference_members' lists 'Trail.Create(source', which is no member: write 'AuditRow.Source', 'AuditTrail.CreateRow(source)' or 'AuditEntry(source)'.")]
    [InlineData("guarded.payload_reference_members = (source)", "'guarded.payload_reference_members' lists '(source)', which is no member: write 'AuditRow.Source', 'AuditTrail.CreateRow(source)' or 'AuditEntry(source)'.")]
    public async Task What_does_nothing_is_reported(string setting, string message) =>
        Assert.Equal(message, Assert.Single(await FindAsync($"[*.cs]\n{setting}\n")).GetMessage());

    [Theory]
    [InlineData("guarded.storage_types = IBlobStore, Acme.Outer.IStore | Other")]
    [InlineData("guarded.storage_types =")]
    [InlineData("GUARDED.STORAGE_TYPES = IBlobStore   # ours")]
    [InlineData("guarded.whole_file_savers = Report.SaveTo, Acme.Charts.Chart.Export")]
    [InlineData("guarded.payload_reference_members = AuditRow.Source, Acme.AuditTrail.CreateRow(source), AuditEntry(source)")]
    [InlineData("guardedness = 1")]
    [InlineData("dotnet_diagnostic.GRD1001.severity = none")]
    [InlineData("build_property.guarded.mode = 1")]
    public async Task What_is_known_is_not(string setting) => Assert.Empty(await FindAsync($"[*.cs]\n{setting}\n"));

    [Fact]
    public async Task Each_value_is_reported_once_for_many_files_and_each_bad_entry_by_itself()
    {
        Assert.Single(await FindAsync("[*.cs]\nguarded.mode = 1\n"));
        Assert.Equal(2, (await FindAsync("[*.cs]\nguarded.mode = 1\n[B.cs]\nguarded.mode = 2\n")).Length);
        Assert.Equal(2, (await FindAsync("[*.cs]\nguarded.storage_types = <T>, <U>\n")).Length);
    }

    [Fact]
    public async Task A_global_file_counts_too() =>
        Assert.Single(await FindAsync("is_global = true\nguarded.mode = 1\n", "/.globalconfig"));

    [Fact]
    public async Task It_is_found_at_its_line_where_the_file_is_shown()
    {
        const string Text = "root = true\n[*.cs]\nguarded.storage_types = IStore\n  guarded.storage_type : IStore # meant\n";
        var found = Assert.Single(await FindAsync(Text, shown: [("/.editorconfig", Text), ("/notes.txt", "guarded.storage_type = IStore")]));
        var place = found.Location.GetLineSpan();
        Assert.Equal(("/.editorconfig", 3), (place.Path, place.StartLinePosition.Line));
        Assert.Equal(Location.None, Assert.Single(await FindAsync(Text, shown: [("/other/.editorconfig", "[*.cs]\nindent_size = 4\n")])).Location);
    }

    [Fact]
    public async Task An_attribute_of_the_assembly_suppresses_it()
    {
        var compilation = AllAnalyzers.Compile([("/A.cs", """[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage("Guarded", "GRD0001", Justification = "A newer version reads it.")]""")]);
        Assert.Empty(await AllAnalyzers.FindAsync(compilation, new AnalyzerOptions([], new ConfigurationFiles(("/.editorconfig", "[*.cs]\nguarded.mode = 1\n")))));
    }

    [Theory]
    [InlineData("true", "", false)]
    [InlineData("true", "dotnet_diagnostic.GRD0001.severity = warning\n", true)]
    [InlineData("false", "", true)]
    public async Task A_test_project_is_quiet_unless_it_asks(string isTestProject, string config, bool isFound)
    {
        var options = new ConfigurationFiles(("/.globalconfig", $"is_global = true\nbuild_property.IsTestProject = {isTestProject}\nguarded.mode = 1\n{config}"));
        var compilation = AllAnalyzers.Compile([("/A.cs", "")]);
        compilation = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new GlobalSeverities(config.Length > 0)));
        Assert.Equal(isFound, (await AllAnalyzers.FindAsync(compilation, new AnalyzerOptions([], options))).Length == 1);
    }

    [Fact]
    public async Task A_host_that_does_not_list_its_options_is_no_trouble() =>
        Assert.Empty(await AllAnalyzers.FindAsync(AllAnalyzers.Compile([("/A.cs", "")]), new AnalyzerOptions([], new Unlisted())));

    // Settings are constants where they are read, and the message names those that are known.
    [Fact]
    public async Task Every_setting_that_is_read_is_known()
    {
        var read = from type in typeof(UnknownSettingAnalyzer).Assembly.GetTypes()
                   from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                   where field.IsLiteral && field.GetRawConstantValue() is string value && value.StartsWith("guarded.", StringComparison.Ordinal) && value.Length > "guarded.".Length
                   select (string)field.GetRawConstantValue()!;
        Assert.Equal(await KnownAsync(), read.Order(StringComparer.Ordinal));
    }

    // The table says which pages describe a setting, and they do; nothing else is called so in any page.
    [Fact]
    public async Task Every_setting_is_in_the_table_and_on_the_pages_of_its_rules()
    {
        var table = Repository.Read("docs", "settings.md").Split('\n').Where(row => row.StartsWith("| `guarded.", StringComparison.Ordinal)).Select(row => row.Split('|')).ToList();
        Assert.Equal(await KnownAsync(), table.Select(row => row[1].Trim(' ', '`')));
        Assert.All(table, row =>
        {
            var described = Repository.NamesIn("docs", "rules").Where(page => page != "GRD0001.md" && Repository.Read("docs", "rules", page).Contains($"\n{row[1].Trim(' ', '`')} = ", StringComparison.Ordinal));
            Assert.Equal(described.Order(StringComparer.Ordinal).Select(page => $"[{page[..7]}](rules/{page})"), row[3].Trim().Split(", "));
        });
    }

    private static async Task<string[]> KnownAsync()
    {
        var message = Assert.Single(await FindAsync("[*.cs]\nguarded.x = 1\n")).GetMessage();
        return message[(message.IndexOf("It knows ", StringComparison.Ordinal) + "It knows ".Length)..].TrimEnd('.').Split(", ");
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(string config, string file = "/.editorconfig", params (string Path, string Text)[] shown) =>
        await AllAnalyzers.FindAsync(
            AllAnalyzers.Compile([("/A.cs", "class A;"), ("/B.cs", "class B;")]),
            new AnalyzerOptions([.. ConfigurationFiles.Shown(shown)], new ConfigurationFiles((file, config))));

    private sealed class GlobalSeverities(bool isAskedFor) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Warn;
            return isAskedFor && diagnosticId == "GRD0001";
        }
    }

    private sealed class Unlisted : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new None();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class None : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => (value = null) is not null;
        }
    }
}
