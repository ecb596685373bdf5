class Scenery
{
    void Show(string root, string name)
    {
        /* statements */
    }
}
