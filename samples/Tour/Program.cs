using Spectre.Console;
using Tour;

if (args is [Victim.Argument, ..])
    return await Pipeline.Commands.InvokeAsync(args[1..]);

if (Directory.Exists(Repository.Workspace))
    Directory.Delete(Repository.Workspace, recursive: true);
Directory.CreateDirectory(Repository.Workspace);
var ingested = Path.Combine(Repository.Workspace, "ingested");
var killed = Path.Combine(Repository.Workspace, "killed");

try
{
    await Steps.IngestAsync(ingested);
    await Steps.KillAsync(killed);
    await Steps.ExplainAsync(ingested);
    await Steps.GapsAsync(Path.Combine(Repository.Workspace, "gaps.sarif"));
    return 0;
}
catch (Exception exception)
{
    AnsiConsole.MarkupLineInterpolated($"[red]The tour stopped:[/] {exception.Message}");
    return 1;
}
