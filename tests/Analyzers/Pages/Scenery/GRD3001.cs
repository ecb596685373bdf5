using Guarded.Store.Hashing;

class Scenery
{
    void Show(List<Entry> entries, List<byte[]> contents, int count)
    {
        /* statements */
    }
}
