using System.Text.RegularExpressions;

class Scenery
{
    void Show(string key)
    {
        /* statements */
    }
}
