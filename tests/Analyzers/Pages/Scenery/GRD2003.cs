using Guarded.Store.Hashing;
using Guarded.Store.Payloads;
using Microsoft.EntityFrameworkCore;

class Scenery
{
    async Task Show(DbSet<ImportedRow> rows, PayloadStore payloads, int index, byte[] raw)
    {
        await Task.Yield();
        /* statements */
    }
}

sealed class ImportedRow
{
    public int Index { get; set; }

    public required PayloadHash ContentHash { get; set; }
}

namespace Microsoft.EntityFrameworkCore
{
    class DbSet<TEntity>
    {
        public void Add(TEntity entity) => Console.WriteLine(entity);
    }
}
