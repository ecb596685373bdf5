using Spectre.Console;
using Tour;

if (args is [Victim.Argument, ..])
    return await Pipeline.Commands.PipelineCommand.InvokeAsync(args[1..]);

if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Capabilities.Ansi = false;
if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 120;

try
{
    var folder = Directory.CreateDirectory(Repository.Workspace);
    try
    {
        var ingested = Path.Combine(folder.FullName, "ingested");
        await Steps.IngestAsync(ingested);
        var killed = Path.Combine(folder.FullName, "killed");
        await Steps.KillAsync(killed);
        await Steps.ResumeAsync(killed, ingested);
        await Steps.ExplainAsync(ingested);
        await Steps.GapsAsync(Path.Combine(folder.FullName, "gaps.sarif"));
        return 0;
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}
catch (Exception exception)
{
    AnsiConsole.MarkupLineInterpolated($"[red]The tour stopped:[/] {exception.Message}");
    return 1;
}
