using Guarded.Benchmarks;

// On the disk of the current folder: the temporary folder is often memory.
var root = Path.Combine(Environment.CurrentDirectory, "artifacts", "benchmarks", Guid.NewGuid().ToString("N"));
try
{
    Console.WriteLine(await Allocation.MeasureAsync(Path.Combine(root, "allocation")));
    foreach (var writers in new[] { 1, 16, 64 })
        Console.WriteLine(await new DurablePuts(Path.Combine(root, $"{writers}"), writers, putsARound: writers == 1 ? 300 : 2000).Comparison().RunAsync(rounds: 9));
}
finally
{
    Directory.Delete(root, recursive: true);
}
