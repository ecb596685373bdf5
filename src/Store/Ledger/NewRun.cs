using System.Text.Json;

namespace Guarded.Store.Ledger;

/// <summary>A run that is to be started.</summary>
public sealed record NewRun
{
    /// <summary>A run with its first source. <see cref="ILedger.AddSourceAsync"/> adds others.</summary>
    /// <param name="source">Where its rows come from, in the caller's words.</param>
    public NewRun(string source)
    {
        Source = LedgerText.Require(source);
    }

    /// <summary>Where its rows come from, in the caller's words.</summary>
    public string Source { get; }

    /// <summary>What the run was told to do, as JSON text; it is kept as it is written. Null where there is nothing to say.</summary>
    /// <exception cref="ArgumentException">The text is no JSON.</exception>
    public string? Settings
    {
        get;
        init => field = value is null ? null : Json(LedgerText.Whole(value), nameof(value));
    }

    /// <summary>The version of the code that runs, such as a commit. Null where it is not known.</summary>
    /// <exception cref="ArgumentException">It has a NUL or half a surrogate pair.</exception>
    public string? CodeVersion
    {
        get;
        init => field = value is null ? null : LedgerText.Whole(value);
    }

    /// <summary>Who starts it; the user of this process where nobody is named.</summary>
    /// <exception cref="ArgumentException">It has a NUL or half a surrogate pair.</exception>
    public string StartedBy
    {
        get;
        init => field = LedgerText.Whole(value);
    } = Environment.UserName;

    private static string Json(string text, string parameter)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The settings of a run are JSON text, and this is none: {exception.Message}", parameter, exception);
        }
    }
}
