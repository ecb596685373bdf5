using Guarded.Benchmarks;

// On the disk of the current folder: the temporary folder is often memory.
var root = Path.Combine(Environment.CurrentDirectory, "artifacts", "benchmarks", Guid.NewGuid().ToString("N"));
Directory.CreateDirectory(root);
try
{
    Console.WriteLine(await new DurablePuts(root, rounds: 15, putsARound: 300).RunAsync());
}
finally
{
    Directory.Delete(root, recursive: true);
}
