using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Guarded.Analyzers.Writes;

/// <summary>GRD1003: a staging name that two writers share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedStagingNameAnalyzer() : PublicationAnalyzer(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "GRD1003",
        "A staging name that two writers share",
        "'{0}' names the same staging file for every writer: one publishes what another has written half. Give each a name of its own, or write with 'AtomicFile'.",
        Category.Writes,
        DiagnosticSeverity.Warning);

    private protected override IEnumerable<(SyntaxNode, string[])> Find(TypeSteps type, SyntaxNode member)
    {
        foreach (var publish in type.Of(member))
        {
            if (publish is { Kind: FileStepKind.Move, IsCertain: true, IsFolder: false, Target: { } target }
                && publish.Path.IsDetermined && publish.Path.IsDerivedFrom(target)
                && !BackupName.Is(target, publish.Path)
                && Name(publish, type) is { } name
                && type.WritesBefore(publish, member).Any(static write => write.Write is not { Effect: OpeningEffect.Created or OpeningEffect.Updated })
                && !TakingTurns.Do(publish.Place, type))
            {
                yield return (name, [name.ToString()]);
            }
        }
    }

    /// <summary>The expression that makes up the name; null where it came from elsewhere.</summary>
    private static ExpressionSyntax? Name(FileStep publish, TypeSteps type)
    {
        var name = publish.Place == publish.Call ? publish.PathExpression : Passed(publish, type);
        for (var left = 8; left > 0 && name is not null; left--)
        {
            switch (name.Bare())
            {
                case SimpleNameSyntax variable:
                    name = type.Reader.OnlyValue(variable);
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName", Expression: var file }:
                    name = file;
                    break;
                case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var named }] }:
                    name = named;
                    break;
                case MemberAccessExpressionSyntax:
                    return null;
                case var made:
                    return made;
            }
        }

        return null;
    }

    // The move is in a method that is called with the name.
    private static ExpressionSyntax? Passed(FileStep publish, TypeSteps type) => publish.Place is InvocationExpressionSyntax call
        ? call.ArgumentList.Arguments.Select(static argument => argument.Expression).FirstOrDefault(passed => type.Reader.Read(passed).IsSame(publish.Path))
        : null;
}
