namespace Guarded.Processes.Worker;

/// <summary>How a worker's store stages its files.</summary>
public enum Staging
{
    /// <summary>As the file system allows.</summary>
    Usual,

    /// <summary>Under a name of their own, as on a Linux file system without unnamed files: what a kill leaves has to be swept.</summary>
    Named,
}
