namespace Guarded.Analyzers.Tests.Suite;

/// <summary>A program of what C# 12 to 14 brought, which does the wrong thing where a comment says so and nearly does elsewhere.</summary>
internal static class NewestSource
{
    public const string Text =
        """"
        using System.Diagnostics.CodeAnalysis;
        using System.Security.Cryptography;
        using System.Text.RegularExpressions;
        using Guarded.Store.Hashing;
        using Guarded.Store.Files;
        using Newest;
        using Hashes = Guarded.Store.Hashing.PayloadHash[];

        // Top-level statements.
        var name = Console.ReadLine()!;
        File.WriteAllText(name, "wrong"); // GRD1001
        File.WriteAllText(args[0], "named on the command line");
        AtomicFile.WriteAllText(name, $"right, unlike {nameof(File.WriteAllText)}");
        new FileInfo(name).Fill("text");
        return;

        static void Later(string path) => File.WriteAllText(path, ""); // GRD1001

        namespace Newest
        {
            // Extension members.
            static class FileExtensions
            {
                extension(FileInfo file)
                {
                    public void Fill(string text) => File.WriteAllText(file.FullName, text); // GRD1001
                    public void Extend(string text) => File.AppendAllText(file.FullName, text);
                    public string Text
                    {
                        get => File.ReadAllText(file.FullName);
                        set => File.WriteAllText(file.FullName, value); // GRD1001
                    }
                }

                extension(File)
                {
                    public static void WriteAllNothing(string path) => File.WriteAllBytes(path, []); // GRD1001
                }
            }

            // The field keyword, partial constructors, events and properties.
            partial class Journal
            {
                public partial Journal(string path);
                public partial event Action? Changed;
                public partial string Title { get; set; }
            }

            partial class Journal
            {
                private readonly string _path;

                public partial Journal(string path)
                {
                    _path = path;
                    File.WriteAllText(path, ""); // GRD1001
                }

                public partial event Action? Changed
                {
                    add => File.WriteAllText(_path, "added"); // GRD1001
                    remove => File.AppendAllText(_path, "removed");
                }

                public partial string Title
                {
                    get => field ??= File.ReadAllText(_path);
                    set
                    {
                        field = value;
                        File.WriteAllText(_path, value); // GRD1001
                    }
                }

                public PayloadHash Hash { get => field.IsDefault ? throw new InvalidOperationException() : field; init; }

                public PayloadHash Forgotten { get; init => field = value; } // GRD3001

                public PayloadHash? Known { get => field ?? null; set => field = value; }
            }

            // User-defined compound assignment.
            sealed class Lines(string path)
            {
                public void operator +=(string line) => File.AppendAllText(path, line);
                public void operator -=(string line) => File.WriteAllText(path, File.ReadAllText(path).Replace(line, "")); // GRD1001
            }

            // Null-conditional assignment.
            sealed class Entry
            {
                public PayloadHash? Hash { get; set; }
                public required PayloadHash Known { get; set; }

                public static void Forget(Entry? entry)
                {
                    entry?.Known = default; // GRD3001
                    entry?.Hash = null;
                    entry?.Hash = PayloadHash.Compute([]);
                }
            }

            // Lambda modifiers, unbound nameof, aliases of any type.
            delegate bool Parser(string text, out PayloadHash hash);

            static class Parsers
            {
                public static readonly Parser Wrong = (text, out hash) => PayloadHash.TryParse("e3b0", null, out hash); // GRD3002
                public static readonly Parser Right = (text, out hash) => PayloadHash.TryParse(text, null, out hash);
                public static readonly string Name = nameof(List<>) + nameof(Dictionary<,>.Values) + nameof(File.WriteAllBytes);
                public static Hashes Made(int count) => new PayloadHash[count]; // GRD3001
            }

            // First-class spans.
            static class Spans
            {
                public static bool IsSigned(byte[] key, byte[] body, byte[] signature) => HMACSHA256.HashData(key, body).SequenceEqual(signature); // GRD3003

                public static bool IsSignedAsSpan(byte[] key, byte[] body, ReadOnlySpan<byte> signature)
                {
                    ReadOnlySpan<byte> computed = HMACSHA256.HashData(key, body);
                    return computed.SequenceEqual(signature); // GRD3003
                }

                public static bool Agree(byte[] key, byte[] body, byte[] signature) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), signature);

                public static bool AreAlike(byte[] one, byte[] other) => SHA256.HashData(one).SequenceEqual(SHA256.HashData(other));
            }

            // Collection expressions, params collections.
            static class Collections
            {
                public static PayloadHash[] Wrong(PayloadHash[] some) => [.. some, default]; // GRD3001
                public static PayloadHash?[] Right(PayloadHash[] some) => [.. some, null];

                public static void Clear(params ReadOnlySpan<string> paths)
                {
                    foreach (var path in paths)
                        File.WriteAllText(path, ""); // GRD1001
                }

                public static void ClearAll(params IEnumerable<string> paths) => Clear([.. paths.Where(File.Exists)]);
            }

            // The lock object.
            sealed class Counter(string path)
            {
                private readonly Lock _gate = new();

                public void Begin()
                {
                    if (!File.Exists(path)) // GRD1005
                        File.Copy("zero", path);
                }

                public void BeginAlone()
                {
                    lock (_gate)
                    {
                        if (!File.Exists(path))
                            File.Copy("zero", path);
                    }
                }

                public void BeginInScope()
                {
                    using (_gate.EnterScope())
                    {
                        if (!File.Exists(path))
                            File.Copy("zero", path);
                    }
                }
            }

            // Ref structs with interfaces, as type arguments.
            interface ISink
            {
                void Put(string text);
            }

            ref struct Sink(string path, Span<char> buffer) : ISink
            {
                private readonly Span<char> _buffer = buffer;
                public void Put(string text) => File.WriteAllText(path, text); // GRD1001
                public readonly int Length => _buffer.Length;
            }

            static class Sinks
            {
                public static void Put<T>(T sink) where T : ISink, allows ref struct => sink.Put(nameof(File.WriteAllText));
            }

            // Types of one file, list patterns, raw strings, generic attributes, new escapes.
            file sealed record Case(string Path)
            {
                public static void Save(string[] names)
                {
                    if (names is [var first, .. { Length: > 0 } rest])
                        File.WriteAllLines(first, rest); // GRD1001
                    if (names is [.., "\e[0m" or """File.WriteAllText(path, "")"""])
                        File.AppendAllLines(names[^1], names[..^1]);
                }

                public bool IsName => Regex.IsMatch(Path, """^[a-z]+$"""); // GRD4003

                public bool IsWholeName => Regex.IsMatch(Path, """^[a-z]+\z""");

                [SuppressMessage("Guarded", """GRD1001""")] // GRD0002
                public static void Suppressed(Case @case) => File.WriteAllText(@case.Path, "");
            }
        }
        """";
}
