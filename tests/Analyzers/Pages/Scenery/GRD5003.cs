class Scenery
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    void Show(string lockPath)
    {
        /* statements */
    }
}
