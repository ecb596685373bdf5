using System.Reflection;

namespace Pipeline.Runs;

/// <summary>Which code made what the ledger says.</summary>
internal static class CodeVersion
{
    public static string Current { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
