using System.Text.Json.Nodes;

namespace Pipeline.Nodes;

/// <summary>One step of a row's way. It gives the same for the same record, so that a resumed run ends as one that was never cut off.</summary>
public interface INode
{
    /// <summary>What the ledger calls it.</summary>
    string Name { get; }

    /// <summary>What becomes of a record, or null where it is left out.</summary>
    /// <exception cref="NodeException">The record cannot be worked on.</exception>
    JsonObject? Apply(JsonObject record);
}
