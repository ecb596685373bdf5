namespace Guarded.Store.Tests.Disk;

/// <summary>Makes a series of choices in every way there is, one way after the other, or at random.</summary>
internal sealed class Choices(Random? random = null)
{
    private readonly List<(int Taken, int Options)> _made = [];
    private int _at;

    public int Next(int options)
    {
        if (options == 1)
            return 0;
        if (random is not null)
            return random.Next(options);
        if (_at == _made.Count)
            _made.Add((0, options));
        return _made[_at++].Taken;
    }

    /// <summary>Goes on to the next way. False where all were taken.</summary>
    public bool Advance()
    {
        _at = 0;
        while (_made.Count > 0)
        {
            var (taken, options) = _made[^1];
            if (taken + 1 < options)
            {
                _made[^1] = (taken + 1, options);
                return true;
            }
            _made.RemoveAt(_made.Count - 1);
        }
        return false;
    }
}
