namespace Pipeline.Runs;

/// <summary>Shows how many rows are recorded: in place on a terminal, a line now and then elsewhere.</summary>
internal sealed class RowCount(TextWriter output, bool inPlace) : IProgress<long>
{
    private const int Step = 250;
    private long _shown;

    public void Report(long value)
    {
        if (value / Step == _shown / Step)
            return;
        _shown = value;
        output.Write(inPlace ? $"\r{value:N0} rows" : $"{value:N0} rows\n");
        output.Flush();
    }

    public void End()
    {
        if (inPlace && _shown > 0)
            output.Write("\r");
    }
}
