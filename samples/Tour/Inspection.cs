using Guarded.Store.Hashing;
using Guarded.Store.Payloads;
using Pipeline;

namespace Tour;

/// <summary>Everything in a workspace, read and held against its hash.</summary>
/// <param name="Payloads">Payloads that are whole.</param>
/// <param name="Torn">Payloads that are not what their name says.</param>
/// <param name="Rows">Rows in the ledger.</param>
/// <param name="RowsWithoutPayload">Rows whose bytes cannot be read back.</param>
/// <param name="Litter">Files in the store that are no payload, and not its lock.</param>
public sealed record Inspection(int Payloads, int Torn, int Rows, int RowsWithoutPayload, int Litter)
{
    public bool IsClean => Torn + RowsWithoutPayload + Litter == 0;

    public static async Task<Inspection> OfAsync(Workspace workspace)
    {
        var whole = new HashSet<PayloadHash>();
        var listed = 0;
        await foreach (var payload in workspace.Payloads.ListAsync())
        {
            listed++;
            try
            {
                await workspace.Payloads.VerifyAsync(payload);
                whole.Add(payload);
            }
            catch (PayloadDamagedException)
            {
                // Counted below as the one that is not whole.
            }
        }

        var rows = 0;
        var withoutPayload = 0;
        await foreach (var run in workspace.Ledger.ReadRunsAsync())
        {
            await foreach (var row in workspace.Ledger.ReadRowsAsync(run.Id))
            {
                rows++;
                withoutPayload += whole.Contains(row.Payload) ? 0 : 1;
            }
        }

        var files = Directory.EnumerateFiles(workspace.Objects.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Count(file => Path.GetFileName(file) != ".lock");
        return new Inspection(whole.Count, listed - whole.Count, rows, withoutPayload, files - listed);
    }
}
