using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Analyzers;

/// <summary>Files, and how they are compiled.</summary>
public abstract class SourceTest
{
    /// <summary>The project that files belong to unless they name another. Others refer to it.</summary>
    public const string MainProject = "Test";

    private readonly List<TestFile> _files = [];

    private protected SourceTest()
    {
    }

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Latest;

    /// <summary>A library, unless the main project has top-level statements.</summary>
    public OutputKind OutputKind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>What the sources need beside the framework.</summary>
    public ImmutableArray<MetadataReference> References { get; init; } = [];

    /// <summary>The content of an <c>.editorconfig</c> above all files.</summary>
    public string EditorConfig { get; init; } = "";

    /// <summary>MSBuild properties that the analyzer can see.</summary>
    public IDictionary<string, string> Properties { get; } = new Dictionary<string, string>();

    /// <summary>Whether the sources are half written, as they are in an editor: compiler errors are no matter then.</summary>
    public bool MayBeBroken { get; init; }

    internal IReadOnlyList<TestFile> Files => _files;

    private protected void AddFile(string project, string path, string source, string? fixedSource) => _files.Add(new TestFile(
        project,
        path,
        MarkedSource.Parse(path, source),
        fixedSource is null ? null : MarkedSource.Parse(path, fixedSource)));

    private protected Solution CreateSolution()
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        var main = ProjectId.CreateNewId(MainProject);
        foreach (var files in _files.GroupBy(file => file.Project).OrderByDescending(files => files.Key == MainProject))
        {
            var isMain = files.Key == MainProject;
            var project = isMain ? main : ProjectId.CreateNewId(files.Key);
            solution = solution.AddProject(CreateProject(project, files.Key, isMain ? [] : [new ProjectReference(main)]));
            foreach (var file in files)
                solution = solution.AddDocument(DocumentId.CreateNewId(project), file.Path, SourceText.From(file.Source.Text), filePath: file.FullPath);

            solution = AddConfig(solution, project, "/.editorconfig", "root = true\n" + EditorConfig);
            solution = AddConfig(solution, project, "/.globalconfig", GlobalConfig());
        }

        return solution;
    }

    private ProjectInfo CreateProject(ProjectId id, string name, ProjectReference[] projects) => ProjectInfo.Create(
        id,
        VersionStamp.Default,
        name,
        assemblyName: name,
        LanguageNames.CSharp,
        filePath: $"/{name}/{name}.csproj",
        compilationOptions: new CSharpCompilationOptions(
            name == MainProject ? OutputKind : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable),
        parseOptions: new CSharpParseOptions(LanguageVersion, DocumentationMode.Diagnose),
        projectReferences: projects,
        metadataReferences: [.. FrameworkReferences.All, .. References]);

    private static Solution AddConfig(Solution solution, ProjectId project, string path, string content) => solution.AddAnalyzerConfigDocument(
        DocumentId.CreateNewId(project),
        Path.GetFileName(path),
        SourceText.From(content, Encoding.UTF8),
        filePath: path);

    private string GlobalConfig()
    {
        var content = new StringBuilder("is_global = true\n");
        foreach (var (name, value) in Properties)
            content.Append($"build_property.{name} = {value}\n");
        return content.ToString();
    }
}
