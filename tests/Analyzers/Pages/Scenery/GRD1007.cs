class Scenery
{
    private readonly string staged = Console.ReadLine()!;

    void Show(string path)
    {
        /* statements */
    }

    private static void WriteReport(string report)
    {
        using var stream = new FileStream(report, FileMode.CreateNew);
        stream.Flush(flushToDisk: true);
    }
}
