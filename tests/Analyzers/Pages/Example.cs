using System.Text.RegularExpressions;
using Guarded.Analyzers.Tests.Suite;

namespace Guarded.Analyzers.Tests.Pages;

/// <summary>A block of code on a rule's page.</summary>
/// <param name="Rule">The page's rule.</param>
/// <param name="Heading">The heading that it stands under.</param>
/// <param name="Language">What the block says it is.</param>
/// <param name="Text">The code.</param>
internal sealed partial record Example(string Rule, string Heading, string Language, string Text)
{
    /// <summary>Bad ones have findings; under any other heading there are none.</summary>
    public bool IsBad => Heading == "Bad";

    public static IEnumerable<Example> On(string rule)
    {
        var page = Repository.Read("docs", "rules", $"{rule}.md");
        return from Match block in Blocks().Matches(page)
               let heading = Headings().Matches(page[..block.Index]).Last().Groups[1].Value
               select new Example(rule, heading, block.Groups[1].Value, block.Groups[2].Value);
    }

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
