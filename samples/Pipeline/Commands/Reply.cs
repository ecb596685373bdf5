using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Runs;

namespace Pipeline.Commands;

/// <summary>What a command answers: text for people, or one JSON document.</summary>
internal sealed class Reply(bool isJson)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Where progress is shown; nowhere where a program reads.</summary>
    public RowCount? Progress { get; } = isJson ? null : new RowCount(Console.Out, inPlace: !Console.IsOutputRedirected);

    /// <summary>Answers.</summary>
    /// <param name="document">The answer for a program.</param>
    /// <param name="lines">The answer for people.</param>
    public void Say(object document, params IEnumerable<string> lines)
    {
        Progress?.End();
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(document, Options));
            return;
        }
        foreach (var line in lines)
            Console.WriteLine(Printable(line));
    }

    /// <summary>Says on the error output why it could not be done.</summary>
    public void Refuse(string reason)
    {
        Progress?.End();
        Console.Error.WriteLine(isJson ? JsonSerializer.Serialize(new { error = reason }, Options) : $"error: {Printable(reason)}");
    }

    // A record may hold anything; a terminal obeys some of it.
    private static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) && character is not '\n' and not '\t' ? $"\\u{(int)character:x4}" : character.ToString()));
}
