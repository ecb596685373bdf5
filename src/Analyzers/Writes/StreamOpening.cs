using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guarded.Analyzers.Writes;

/// <summary>What opening a file does to what is in it.</summary>
internal enum OpeningEffect
{
    /// <summary>It is kept, or there is none; or that cannot be told.</summary>
    None,

    /// <summary>There is none: the name must be free.</summary>
    Created,

    /// <summary>It is gone.</summary>
    Emptied,

    /// <summary>It is written over from its beginning, as far as the new content reaches.</summary>
    Overlaid,

    /// <summary>It can be read and written anywhere.</summary>
    Updated,
}

/// <summary>Reads the mode, access and options that a file is opened with.</summary>
internal sealed class StreamOpening(SemanticModel model, PathReader reader, CancellationToken cancellationToken)
{
    private const int CreateNew = 1;
    private const int Create = 2;
    private const int OpenOrCreate = 4;
    private const int Truncate = 5;
    private const int Read = 1;
    private const int Write = 2;
    private const int DeleteOnClose = 0x04000000;

    public OpeningEffect Of(IMethodSymbol opener, ArgumentListSyntax arguments)
    {
        ExpressionSyntax? mode = null;
        ExpressionSyntax? access = null;
        ExpressionSyntax? options = null;
        var takesAccess = false;
        foreach (var parameter in opener.Parameters)
        {
            var passed = arguments.Argument(parameter);
            switch (parameter.Type.Name)
            {
                case "FileMode":
                    mode = passed;
                    break;
                case "FileAccess":
                    takesAccess = true;
                    access = passed;
                    break;
                case "FileOptions":
                    options = passed;
                    break;
                case "FileStreamOptions":
                    return passed is null ? OpeningEffect.None : OfOptions(passed);
            }
        }

        if (mode is null || (options is not null && IsDeletedOnClose(options)))
            return OpeningEffect.None;
        // The handle that OpenHandle opens is for reading unless it says otherwise; a stream is for both.
        return Effect(mode, access is null ? takesAccess && opener.Name == "OpenHandle" ? Read : Read | Write : Constant(access));
    }

    private OpeningEffect OfOptions(ExpressionSyntax options)
    {
        var creation = options.Bare() is IdentifierNameSyntax name && model.GetSymbolInfo(name, cancellationToken).Symbol is { } variable ? reader.OnlyValue(variable)?.Bare() : options.Bare();
        if (creation is not BaseObjectCreationExpressionSyntax { Initializer: { } initializer })
            return OpeningEffect.None;
        var values = initializer.Expressions.OfType<AssignmentExpressionSyntax>()
            .GroupBy(static assignment => assignment.Left.ToString())
            .ToDictionary(static group => group.Key, static group => group.Last().Right);
        return values.TryGetValue("Mode", out var mode) && values.TryGetValue("Access", out var access) && !(values.TryGetValue("Options", out var flags) && IsDeletedOnClose(flags))
            ? Effect(mode, Constant(access))
            : OpeningEffect.None;
    }

    private OpeningEffect Effect(ExpressionSyntax mode, int? access)
    {
        if (access == Read)
            return OpeningEffect.None;
        var modes = Modes(mode);
        if (modes.Count == 0 || modes.Any(static one => one is not (CreateNew or Create or OpenOrCreate or Truncate)))
            return OpeningEffect.None;
        if (modes.Any(static one => one is Create or Truncate))
            return OpeningEffect.Emptied;
        if (!modes.Contains(OpenOrCreate))
            return OpeningEffect.Created;
        return access switch
        {
            Write => OpeningEffect.Overlaid,
            Read | Write => OpeningEffect.Updated,
            _ => OpeningEffect.None,
        };
    }

    // File.Exists(path) ? FileMode.Truncate : FileMode.CreateNew
    private List<int?> Modes(ExpressionSyntax mode) => mode.Bare() switch
    {
        ConditionalExpressionSyntax choice => [.. Modes(choice.WhenTrue), .. Modes(choice.WhenFalse)],
        IdentifierNameSyntax name when Constant(name) is null && model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local && reader.OnlyValue(local) is { } value && value.Bare() is not IdentifierNameSyntax => Modes(value),
        var one => [Constant(one)],
    };

    private int? Constant(ExpressionSyntax expression) => model.GetConstantValue(expression, cancellationToken).Value as int?;

    private bool IsDeletedOnClose(ExpressionSyntax options) =>
        Constant(options) is { } flags ? (flags & DeleteOnClose) != 0 : options.ToString().Contains("DeleteOnClose");
}
