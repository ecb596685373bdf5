namespace Guarded.Store.Leases;

/// <summary>A lease was lost while it was held. What was done under it since may have met another holder's work.</summary>
public sealed class LeaseLostException : LeaseException
{
    internal LeaseLostException(LeaseName name, string cause, Exception? innerException = null)
        : base($"The lease '{name}' was lost: {cause}. Stop what was done under it, look at what is there, and acquire it anew.", innerException) => Name = name;

    /// <summary>The lease.</summary>
    public LeaseName Name { get; }
}
