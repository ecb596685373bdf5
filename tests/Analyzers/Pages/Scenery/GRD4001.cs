using System.IO.Compression;

public class Scenery
{
    private readonly string _root = Console.ReadLine()!;

    /* members */

    void Show(string folder, ZipArchiveEntry entry)
    {
        /* statements */
    }
}
