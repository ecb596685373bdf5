namespace Pipeline.Nodes;

/// <summary>A node cannot work on a record.</summary>
public sealed class NodeException(string message) : Exception(message);
