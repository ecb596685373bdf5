namespace Guarded.Analyzers.Tests.Suite;

/// <summary>A valid file of many forms, some of which are findings.</summary>
internal static class ModernSource
{
    public const string Text =
        """"
        #nullable enable
        using System.Collections.Immutable;
        using System.Runtime.CompilerServices;
        using Guarded;
        using static System.IO.File;
        using Disk = System.IO.File;
        using Pair = (int First, string Second);

        namespace Guarded
        {
            [AttributeUsage(AttributeTargets.All)]
            public sealed class PayloadReferenceAttribute : Attribute;

            public enum ContentHashAlgorithm { Sha256 = 1 }

            [AttributeUsage(AttributeTargets.Struct)]
            public sealed class ContentHashAttribute(ContentHashAlgorithm algorithm) : Attribute
            {
                public ContentHashAlgorithm Algorithm { get; } = algorithm;
            }
        }

        namespace Modern
        {
            public sealed record Reference(string Hash, long Length = 0);

            public interface IRow<TSelf> where TSelf : IRow<TSelf>
            {
                static abstract TSelf Create([PayloadReference] Reference? payload = null);
                Reference? Payload { get; init; }
            }

            public record Row(int Id, [property: PayloadReference] Reference? Payload = null) : IRow<Row>
            {
                public required string Name { get; init; }
                public Row? Next { get; set; }

                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                public Row() : this(0, null) => Name = "";

                public static Row Create(Reference? payload = null) => new() { Payload = payload };

                public static Row Empty => new() { Id = 1, Payload = null, Next = { } };
            }

            public readonly record struct Small([PayloadReference] Reference? Payload);

            public ref struct Window(Span<byte> bytes)
            {
                private readonly Span<byte> _bytes = bytes;
                public ref byte this[int index] => ref _bytes[index];
                public readonly int Length => _bytes.Length;
            }

            [ContentHash(ContentHashAlgorithm.Sha256)]
            public readonly struct Closed;

            [ContentHash(ContentHashAlgorithm.Sha256)]
            public readonly partial struct Digest : IParsable<Digest>
            {
                public static Digest Parse(string s, IFormatProvider? provider) => throw new FormatException(s);
                public static bool TryParse(string? s, IFormatProvider? provider, out Digest result) { result = default; return false; }
            }

            public class Hashed
            {
                private readonly Digest[] _all = new Digest[2];
                public Digest Hash { get; init; }
                public Digest Known { get; } = Digest.Parse("e3b0" + nameof(Hash), null);
                public static Digest Find(IEnumerable<Digest> all, Digest? maybe, Digest none = default) => maybe ?? all.FirstOrDefault();
                public static byte[] Name(ReadOnlySpan<byte> data) => System.Security.Cryptography.SHA256.HashData(data);
                public bool Has(out Digest hash)
                {
                    (hash, var count) = (default, _all.Length);
                    Span<Digest> some = stackalloc Digest[count];
                    return Digest.TryParse("x", null, out hash) && hash.Equals(some[0]);
                }
            }

            public delegate void Recorder([PayloadReference] Reference? payload = default, params ReadOnlySpan<int> more);

            public static class Extensions
            {
                extension(Row row)
                {
                    public bool HasPayload => row.Payload is not null;
                    public Row Cleared() => row with { Payload = default };
                }

                public static void Record(this Row row, [PayloadReference] Reference? payload = null, [CallerMemberName] string caller = "") => _ = (row, payload, caller);
            }

            public abstract class Base([PayloadReference] Reference? payload)
            {
                protected Reference? Kept { get => field; init => field = value ?? payload; }
                public virtual void Write([PayloadReference] Reference? payload, string path) => Disk.WriteAllText(path, $"{payload}");
            }

            public partial class Recording : Base
            {
                private static readonly string Scratch = Path.Combine(Path.GetTempPath(), "scratch");
                private readonly Lock _gate = new();
                private event Action<Reference?>? Changed;

                public Recording() : base(null) => Changed?.Invoke(Kept);

                public Recording(Reference payload) : base(payload) { }

                public partial int Count { get; }

                public override void Write([PayloadReference] Reference? payload, string path)
                {
                    var staged = path + ".new";
                    WriteAllText(staged, "");
                    Move(staged, path, overwrite: true);
                    Action<string, string> write = WriteAllText;
                    write(Scratch, nameof(WriteAllBytes));
                    base.Write(null!, path);
                }

                public async IAsyncEnumerable<Row> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
                {
                    await using var owned = stream.ConfigureAwait(false);
                    using var reader = new StreamReader(stream);
                    while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
                    {
                        var row = line.Split(',') switch
                        {
                            [var id, var hash] when int.TryParse(id, out var number) => new Row(number, new Reference(hash)) { Name = line },
                            [_, .. var rest] => new Row { Name = rest[^1], Payload = new(rest[0]) },
                            [] or null => throw new InvalidDataException("""An "empty" line."""),
                        };
                        yield return row;
                    }
                }

                public Row? Find(ImmutableArray<Row> rows, Pair pair)
                {
                    Row[] all = [.. rows, new(1) { Name = "" }, new() { Name = pair.Second }];
                    lock (_gate)
                    {
                        var query = from row in all
                                    let next = row.Next ?? row
                                    where next is { Payload: null, Id: > 0 and < 10 }
                                    orderby row.Id descending
                                    select row with { Next = next };
                        Recorder recorder = static (payload, more) => _ = (payload, more.Length);
                        recorder();
                        recorder(null, 1, 2);
                        var add = (int a, int b = 1) => a + b;
                        Row assigned = new();
                        assigned.Next ??= new Row();
                        assigned.Next?.Record();
                        assigned?.Next = null;
                        (var first, pair.Second) = (add(1), "x");
                        static T Made<T>() where T : IRow<T> => T.Create();
                        return query.FirstOrDefault() ?? Made<Row>();
                    }
                }

                public unsafe void Fill(ref int target, in int source, out int result)
                {
                    fixed (int* pointer = &target)
                    {
                        *pointer = source;
                    }

                    result = sizeof(int) + (checked(source + 1) << 1 >>> 2);
                    Span<int> numbers = stackalloc int[] { 1, 2, 3 };
                    foreach (ref readonly var number in numbers[1..^1])
                        result += number;
                    goto done;
                done:
                    try { WriteAllBytes("final.bin", []); }
                    catch (IOException e) when (e.HResult != 0) { throw; }
                    finally { result--; }
                }
            }

            public partial class Recording
            {
                public partial int Count => Find([], default) is { Id: var id } ? id : 0;
                public static Recording operator +(Recording left, Recording right) => left ?? right;
                public static implicit operator Recording(Reference payload) => new(payload);
                ~Recording() => AppendAllText("log", "");
            }
        }
        """";
}
