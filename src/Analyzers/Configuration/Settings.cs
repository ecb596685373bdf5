using System.Collections.Immutable;
using Guarded.Analyzers.Wiring;
using Guarded.Analyzers.Writes;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Analyzers.Configuration;

/// <summary>All settings that rules read.</summary>
internal static class Settings
{
    /// <summary>What the names of all begin with.</summary>
    public const string Prefix = "guarded.";

    public static readonly ImmutableArray<Setting> Known =
    [
        new(PayloadReferenceMarks.Setting, "no member: write 'AuditRow.Source', 'AuditTrail.CreateRow(source)' or 'AuditEntry(source)'", IsPlace),
        new(StorageTypes.Setting, "no type: write 'IBlobStore' or 'Acme.IBlobStore', without type parameters", static entry => IsName(entry, 1)),
        new(WholeFileSavers.Option, "no method: write its namespace and type too, 'Acme.Reports.Report.SaveTo'", static entry => IsName(entry, 2)),
    ];

    /// <summary>A property, a field, or a parameter of a method or a constructor.</summary>
    private static bool IsPlace(string entry) => entry.IndexOf('(') is var open && open < 0
        ? IsName(entry, 2)
        : IsName(entry.Substring(0, open), 1) && entry.EndsWith(")", StringComparison.Ordinal) && SyntaxFacts.IsValidIdentifier(entry.Substring(open + 1, entry.Length - open - 2));

    private static bool IsName(string entry, int steps)
    {
        var names = entry.Split('.');
        return names.Length >= steps && names.All(SyntaxFacts.IsValidIdentifier);
    }
}
