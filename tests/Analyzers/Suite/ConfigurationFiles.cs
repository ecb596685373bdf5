using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Analyzers.Tests.Suite;

/// <summary>Configuration files as a build hands them to analyzers.</summary>
internal sealed class ConfigurationFiles : AnalyzerConfigOptionsProvider
{
    private readonly AnalyzerConfigSet _files;

    public ConfigurationFiles(params (string Path, string Text)[] files) =>
        _files = AnalyzerConfigSet.Create(files.Select(file => AnalyzerConfig.Parse(file.Text, file.Path)).ToList());

    public override AnalyzerConfigOptions GlobalOptions => new Options(_files.GlobalConfigOptions);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(_files.GetOptionsForSourcePath(tree.FilePath));

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(_files.GetOptionsForSourcePath(textFile.Path));

    /// <summary>The files as additional ones, which analyzers can read.</summary>
    public static AdditionalText[] Shown(params (string Path, string Text)[] files) => [.. files.Select(file => new Additional(file.Path, file.Text))];

    private sealed class Options(AnalyzerConfigOptionsResult result) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => result.AnalyzerOptions.Keys;

        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => result.AnalyzerOptions.TryGetValue(key, out value);
    }

    private sealed class Additional(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
