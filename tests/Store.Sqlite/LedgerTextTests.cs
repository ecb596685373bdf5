using Guarded.Store.Ledger;

namespace Guarded.Store.Sqlite.Tests;

/// <summary>Texts that one database would keep, and another change or refuse, are refused where they come from.</summary>
public sealed class LedgerTextTests
{
    // An attribute cannot hold half a pair.
    public static TheoryData<char[], string> Refused => new()
    {
        { ['a', '\0', 'b'], "a NUL at 1" },
        { ['\ud800'], "half a surrogate pair at 0" },
        { ['a', 'b', '\udc00', 'c'], "half a surrogate pair at 2" },
        { ['\ud83d', '\ude00', '\ud83d'], "half a surrogate pair at 2" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_text_that_not_every_database_keeps_is_refused_with_its_place(char[] characters, string fault)
    {
        var text = new string(characters);
        foreach (var refused in (Action[])
            [
                () => _ = new NewRun(text),
                () => _ = new NewRun("a") { CodeVersion = text },
                () => _ = new NewRun("a") { StartedBy = text },
                () => _ = new NewRun("a") { Settings = text },
                () => NewOutcome.Skipped(new RunId(1), 0, text),
                () => NewOutcome.Failed(new RunId(1), 0, "node", text),
                () => _ = new RetentionPolicy { Name = text },
            ])
            Assert.Contains(fault, Assert.Throws<ArgumentException>(refused).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\ud83d\ude00")]
    [InlineData("tab\tand\nline")]
    [InlineData("\uffff\ufffd\u0001")]
    public void All_others_are_taken(string text) => Assert.Equal(text, new NewRun(text).Source);
}
