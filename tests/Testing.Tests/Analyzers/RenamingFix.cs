using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Tests.Analyzers;

/// <summary>Replaces "Bad" in a name, in two ways; leaves alone what is called BadForEver.</summary>
public class RenamingFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["TST0001"];

    protected virtual ImmutableArray<string> Replacements => ["Good", "Fine"];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken);
        var name = text.ToString(context.Span);
        if (name == "BadForEver")
            return;
        foreach (var replacement in Replacements)
        {
            var change = new TextChange(context.Span, name.Replace("Bad", replacement, StringComparison.Ordinal));
            context.RegisterCodeFix(
                CodeAction.Create($"Call it {replacement}", _ => Task.FromResult(context.Document.WithText(text.WithChanges(change))), replacement),
                context.Diagnostics);
        }
    }
}

/// <summary>Leaves what does not compile.</summary>
public sealed class BreakingFix : RenamingFix
{
    protected override ImmutableArray<string> Replacements => ["Not compiling "];
}

/// <summary>Leaves what was found.</summary>
public sealed class RestlessFix : RenamingFix
{
    protected override ImmutableArray<string> Replacements => ["BadBad"];
}

/// <summary>Changes nothing.</summary>
public sealed class IdleFix : RenamingFix
{
    protected override ImmutableArray<string> Replacements => ["Bad"];
}

/// <summary>Has no way to fix all at once.</summary>
public sealed class SingleFix : RenamingFix
{
    public override FixAllProvider? GetFixAllProvider() => null;
}

/// <summary>Fixes one at a time, even where all are asked for.</summary>
public sealed class SlowFix : RenamingFix
{
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(static async (_, document, findings) =>
    {
        var root = (await document.GetSyntaxRootAsync())!;
        var type = root.FindNode(findings[0].Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>()!;
        var renamed = type.WithIdentifier(SyntaxFactory.Identifier(type.Identifier.ValueText.Replace("Bad", "Good", StringComparison.Ordinal)).WithTriviaFrom(type.Identifier));
        return document.WithSyntaxRoot(root.ReplaceNode(type, renamed));
    });
}
