namespace Guarded.Store.Leases;

/// <summary>A lease is not had, or is no longer. Whoever needs it must stop: going on without it is what leases are there to prevent.</summary>
public class LeaseException : Exception
{
    /// <summary>Says which lease and what to do.</summary>
    public LeaseException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
