class Scenery
{
    async Task Show(Uploads s3, List<string> files, Logger logger, List<string> index, List<string> failed)
    {
        /* statements */
    }
}

sealed class Uploads
{
    public Task UploadAsync(string file) => Console.Out.WriteLineAsync(file);
}

sealed class Logger
{
    public void LogError(Exception exception, string message) => Console.Error.WriteLine($"{message}: {exception}");
}
