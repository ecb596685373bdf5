using Guarded.Store.Leases;

class Scenery(LeaseManager leases)
{
    private readonly LeaseManager _leases = leases;

    async Task Show(LeaseName name, TimeSpan wait, string[] files, CancellationToken cancellationToken)
    {
        /* statements */
    }

    private static Task PushAsync(string file, CancellationToken cancellationToken) => File.AppendAllTextAsync("pushed.txt", file, cancellationToken);
}
