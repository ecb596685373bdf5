namespace Gaps;

/// <summary>W3, W14: some uploads fail, which is logged, and the index says that all are there.</summary>
public static class SwallowedTransferFailure
{
    public static async Task PushAsync(IEnumerable<string> files, Func<string, Task> uploadAsync, ICollection<string> index)
    {
        foreach (var file in files)
        {
            try
            {
                await uploadAsync(file);
            }
            catch (Exception e) // GRD6001
            {
                Console.Error.WriteLine(e.Message);
            }

            index.Add(file);
        }
    }
}
