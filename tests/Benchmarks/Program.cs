using Guarded.Benchmarks;
using Guarded.Benchmarks.Rules;

// Which to run, by name; all but the longest where none is named.
string[] names = args.Length > 0 ? args : ["allocation", "hashes", "puts", "leases", "large"];

// On the disk of the current folder: the temporary folder is often memory.
var root = Path.Combine(Environment.CurrentDirectory, "artifacts", "benchmarks", Guid.NewGuid().ToString("N"));
Directory.CreateDirectory(root);
try
{
    foreach (var name in names)
        await RunAsync(name);
}
finally
{
    Directory.Delete(root, recursive: true);
}

async Task RunAsync(string name)
{
    var folder = Path.Combine(root, name);
    switch (name)
    {
        case "allocation":
            Console.WriteLine(await Allocation.MeasureAsync(folder));
            break;
        case "puts":
            foreach (var writers in new[] { 1, 16, 64 })
                Console.WriteLine(await new DurablePuts(Path.Combine(folder, $"{writers}"), writers, putsARound: writers == 1 ? 300 : 2000).Comparison().RunAsync(rounds: 15));
            break;
        case "leases":
            Console.WriteLine(await new LeaseCycles(folder, cyclesARound: 200).Comparison().RunAsync(rounds: 15));
            break;
        case "large":
            Console.WriteLine(await new LargePayload(folder).Comparison().RunAsync(rounds: 9));
            break;
        case "hashes":
            foreach (var number in new[] { 1_000, 100_000 })
            {
                var hashes = new HashLookups(number);
                Console.WriteLine(await hashes.Comparison().RunAsync(rounds: 15));
                Console.WriteLine(hashes.Memory());
            }
            break;
        case "ledger":
            await using (var ingestion = await Ingestion.OpenAsync(Path.Combine(folder, "stream"), writers: 64, rowsARound: 4000))
                Console.WriteLine(await ingestion.OfAStream().RunAsync(rounds: 9));
            await using (var ingestion = await Ingestion.OpenAsync(Path.Combine(folder, "rows"), writers: 256, rowsARound: 4000))
                Console.WriteLine(await ingestion.OneByOne().RunAsync(rounds: 9));
            await using (var commits = await GroupedCommits.OpenAsync(Path.Combine(folder, "commits"), callers: 1000, oneByOne: 200))
                Console.WriteLine(await commits.RunAsync(rounds: 9));
            break;
        case "many":
            Console.WriteLine(await new ManyPayloads(folder, payloads: 1_000_000, sample: 10_000).RunAsync());
            break;
        case "rules":
            var program = LargeProgram.Compile(Path.Combine("src", "Store"), lines: 150_000);
            Console.WriteLine(await RuleCosts.MeasureAsync("with a content hash and payload references", program, rounds: 9));
            Console.WriteLine(await RuleCosts.MeasureAsync("with neither", LargeProgram.Without(program, "ContentHash", "PayloadReference"), rounds: 9));
            break;
        case "suites":
            Console.WriteLine(await SuiteCosts.MeasureAsync("our own library, copied", LargeProgram.Compile(Path.Combine("src", "Store"), lines: 150_000), rounds: 3));
            break;
        case var code when Directory.Exists(code):
            var foreign = FolderProgram.Compile(code);
            Console.WriteLine(await SuiteCosts.MeasureAsync(code, foreign, rounds: 3));
            Console.WriteLine(await RuleCosts.MeasureAsync(code, foreign, rounds: 3));
            break;
        default:
            throw new ArgumentException($"There is no benchmark '{name}'. Name some of: allocation, hashes, puts, large, leases, ledger, many, rules, suites, or give a folder of C# code to run the rules on.");
    }
}
