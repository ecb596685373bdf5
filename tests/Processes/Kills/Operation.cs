using System.Globalization;

namespace Guarded.Processes.Tests.Kills;

/// <summary>What a worker of the loop says that it does: a verb, and which payload or what value.</summary>
internal readonly record struct Operation(string Verb, int Number)
{
    public static Operation Parse(string text)
    {
        var parts = text.Split(' ');
        return new Operation(parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
    }
}
