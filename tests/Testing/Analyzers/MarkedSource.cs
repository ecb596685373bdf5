using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Guarded.Testing.Analyzers;

/// <summary>A source whose findings are marked: <c>[|span|]</c> or <c>{|GRD1001:span|}</c>, also nested, overlapping or empty.</summary>
internal sealed class MarkedSource
{
    private readonly StringBuilder _text = new();
    private readonly List<Mark> _marks = [];
    private readonly Stack<int> _plain = [];
    private readonly Stack<Mark> _named = [];

    private MarkedSource(string path, string marked)
    {
        for (var at = 0; at < marked.Length;)
            at += Read(path, marked.AsSpan(at));

        if (_plain.Count > 0)
            throw Bad(path, "a '[|' is never closed");
        if (_named.Count > 0)
            throw Bad(path, $"a '{{|{_named.Peek().Id}:' is never closed");
    }

    public string Text => _text.ToString();

    /// <summary>In the order of their starts, the outer before the inner.</summary>
    public IEnumerable<Mark> Marks => _marks.OrderBy(mark => mark.Span.Start).ThenByDescending(mark => mark.Span.Length);

    public static MarkedSource Parse(string path, string marked) => new(path, marked);

    /// <summary>The text with these marks in it.</summary>
    public static string Render(string text, IReadOnlyCollection<Mark> marks)
    {
        var rendered = new StringBuilder();
        for (var at = 0; at <= text.Length; at++)
        {
            foreach (var _ in marks.Where(mark => mark.Span.End == at && !mark.Span.IsEmpty))
                rendered.Append("|}");
            foreach (var mark in marks.Where(mark => mark.Span.Start == at && mark.Span.IsEmpty))
                rendered.Append("{|").Append(mark.Id).Append(":|}");
            foreach (var mark in marks.Where(mark => mark.Span.Start == at && !mark.Span.IsEmpty).OrderByDescending(mark => mark.Span.Length))
                rendered.Append("{|").Append(mark.Id).Append(':');
            if (at < text.Length)
                rendered.Append(text[at]);
        }

        return rendered.ToString();
    }

    /// <returns>How many characters were read.</returns>
    private int Read(string path, ReadOnlySpan<char> rest)
    {
        switch (rest)
        {
            case ['[', '|', ..]:
                _plain.Push(_text.Length);
                return 2;
            case ['|', ']', ..]:
                if (!_plain.TryPop(out var start))
                    throw Bad(path, "a '|]' closes nothing");
                _marks.Add(new Mark(null, TextSpan.FromBounds(start, _text.Length)));
                return 2;
            case ['{', '|', ..]:
                var id = Id(path, rest[2..]);
                _named.Push(new Mark(id, new TextSpan(_text.Length, 0)));
                return 2 + id.Length + 1;
            case ['|', '}', ..]:
                if (!_named.TryPop(out var opened))
                    throw Bad(path, "a '|}' closes nothing");
                _marks.Add(opened with { Span = TextSpan.FromBounds(opened.Span.Start, _text.Length) });
                return 2;
            default:
                _text.Append(rest[0]);
                return 1;
        }
    }

    private static string Id(string path, ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOf(':');
        return length > 0 && rest[..length].IndexOfAnyExcept(IdCharacters) < 0
            ? rest[..length].ToString()
            : throw Bad(path, "a '{|' is not followed by a rule's id and a colon");
    }

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static AnalyzerTestException Bad(string path, string what) => new($"The markup of '{path}' is wrong: {what}.");
}
