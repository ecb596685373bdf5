namespace Pipeline;

/// <summary>Shows how many rows are recorded: in place on a terminal, a line now and then elsewhere.</summary>
internal sealed class RowCount(TextWriter output, bool inPlace) : IProgress<long>
{
    private const int Step = 250;

    public void Report(long value)
    {
        if (value % Step != 0)
            return;
        output.Write(inPlace ? $"\r{value:N0} rows" : $"{value:N0} rows\n");
        output.Flush();
    }

    public void End()
    {
        if (inPlace)
            output.Write("\r");
    }
}
