namespace Guarded.Analyzers.Configuration;

/// <summary>An <c>.editorconfig</c> setting of Guarded: a list of names.</summary>
/// <param name="name">What it is called.</param>
/// <param name="form">What each of its entries is, and how it is written, for people.</param>
/// <param name="isEntry">Whether a text is one.</param>
internal sealed class Setting(string name, string form, Func<string, bool> isEntry)
{
    public string Name { get; } = name;

    public string Form { get; } = form;

    /// <summary>The entries of a value that are none.</summary>
    public IEnumerable<string> Malformed(string value) => NameList.Entries(value).Where(entry => !isEntry(entry));
}
