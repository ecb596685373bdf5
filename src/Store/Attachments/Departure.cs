namespace Guarded.Store.Attachments;

/// <summary>How a holder left a payload.</summary>
/// <param name="WasIn">Whether this took it out. It was not in where another took it out before, or where the record was harmed.</param>
/// <param name="HasEnded">Whether nobody is left in its generation.</param>
internal readonly record struct Departure(bool WasIn, bool HasEnded)
{
    /// <summary>Whether the generation ended with this holder. Only then does a record that was harmed not look like one that everybody left.</summary>
    public bool EndedIt => WasIn && HasEnded;
}
