using Guarded.Store.Files;
using Guarded.Store.Leases;

class Scenery(LeasedTree tree)
{
    private readonly LeasedTree _tree = tree;

    private readonly string _root = Console.ReadLine()!;

    private readonly TimeSpan _wait = TimeSpan.FromMinutes(1);

    /* members */

    private string PathOf(string item) => Path.Combine(_root, $"{item.Length}");
}
