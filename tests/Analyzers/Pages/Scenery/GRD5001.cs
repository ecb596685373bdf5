using Guarded.Store.Leases;

class Scenery(LeaseManager leases)
{
    private readonly SemaphoreSlim _gate = new(1);

    private readonly LeaseManager _leases = leases;

    async Task Show(string row, LeaseName name, TimeSpan wait, CancellationToken cancellationToken)
    {
        /* statements */
    }

    private static Task WriteAsync(string row) => Console.Out.WriteLineAsync(row);

    private static Task PushAsync(CancellationToken cancellationToken) => File.AppendAllTextAsync("pushed.txt", "all", cancellationToken);
}
