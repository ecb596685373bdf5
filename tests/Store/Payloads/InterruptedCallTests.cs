using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

/// <summary>Each call of a payload store, broken off at each point where it crosses the seam: by an error, and by a cancellation.</summary>
public sealed class InterruptedCallTests
{
    public static TheoryData<string, string> Situations()
    {
        var situations = new TheoryData<string, string>();
        foreach (var there in new[] { "nothing", "good", "torn", "changed" })
            foreach (var call in new[] { "store bytes", "store a stream", "delete", "read", "read a range", "verify all", "list" })
                situations.Add(there, call);
        return situations;
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public Task An_error_at_any_point_loses_nothing(string there, string call) =>
        BreakOffEverywhereAsync(there, call, (at, _) => throw new IOException($"the disk failed at {at}"), failure => failure is IOException);

    [Theory]
    [MemberData(nameof(Situations))]
    public Task A_cancellation_at_any_point_leaves_nothing_half_done(string there, string call) =>
        BreakOffEverywhereAsync(there, call, (_, cancellation) => cancellation.Cancel(), failure => failure is OperationCanceledException);

    private static async Task BreakOffEverywhereAsync(string there, string call, Action<string, CancellationTokenSource> breakOff, Predicate<Exception> isExpected)
    {
        for (var point = 0; ; point++)
        {
            var objects = new FakeObjects();
            if (BytesOf(there) is { } bytes)
                objects.Plant(Sample.Key, bytes);
            using var cancellation = new CancellationTokenSource();
            var crossings = 0;
            var payloads = Open(new HookedObjects(objects, at =>
            {
                if (crossings++ == point)
                    breakOff(at, cancellation);
            }));

            var failure = await Record.ExceptionAsync(() => CallAsync(payloads, call, cancellation.Token));

            AssertNothingIsLost(objects, there, mayBeDeleted: call == "delete");
            if (failure is null && call.StartsWith("store", StringComparison.Ordinal))
                Assert.Equal(Sample.Good, objects[Sample.Key]);
            if (crossings <= point)
            {
                Assert.True(point > 0, "The call never crossed the seam.");
                return;
            }
            Assert.True(failure is null || isExpected(failure) || IsDamageToldAsSuch(failure, there), $"Broken off at {point}: {failure}");

            // Whatever was left, the next call of the same store works.
            await payloads.StoreAsync(Sample.Good);
            AssertNothingIsLost(objects, there, mayBeDeleted: call == "delete");
            Assert.Equal(Sample.Good, await payloads.ReadAllBytesAsync(Sample.Hash));
        }
    }

    private static PayloadStore Open(IObjectStore objects) => new(objects, new PayloadStoreOptions { DedupCheck = DedupCheck.Always });

    private static async Task CallAsync(PayloadStore payloads, string call, CancellationToken cancellationToken)
    {
        switch (call)
        {
            case "store bytes":
                await payloads.StoreAsync(Sample.Good, cancellationToken);
                break;
            case "store a stream":
                await payloads.StoreAsync(new MemoryStream(Sample.Good), cancellationToken);
                break;
            case "delete":
                await payloads.DeleteAsync(Sample.Hash, cancellationToken);
                break;
            case "read":
                Assert.Equal(Sample.Good, await payloads.ReadAllBytesAsync(Sample.Hash, cancellationToken));
                break;
            case "read a range":
                await using (var part = await payloads.OpenRangeAsync(Sample.Hash, new ByteRange(4, 5), cancellationToken))
                {
                    var bytes = new byte[5];
                    await part.ReadExactlyAsync(bytes, cancellationToken);
                    Assert.Equal("whole"u8, bytes);
                }
                break;
            case "verify all":
                await new PayloadVerification(payloads) { Parallelism = 1 }.RunAsync(cancellationToken: cancellationToken);
                break;
            default:
                await foreach (var hash in payloads.ListAsync(cancellationToken: cancellationToken))
                    Assert.Equal(Sample.Hash, hash);
                break;
        }
    }

    // The name holds what it held or what was stored; what was damaged is there or in quarantine; nothing else is anywhere.
    private static void AssertNothingIsLost(FakeObjects objects, string there, bool mayBeDeleted)
    {
        var before = BytesOf(there);
        var now = objects[Sample.Key];
        Assert.True(now is null ? before is null || mayBeDeleted : now == before || now.SequenceEqual(Sample.Good));

        var isDamaged = before is not null && before != Sample.Good;
        if (isDamaged && !mayBeDeleted && now != before)
            Assert.Equal(before, objects[Sample.QuarantineOf(before!)]);
        Assert.Empty(objects.Keys.Except([Sample.Key, .. isDamaged ? [Sample.QuarantineOf(before!)] : Array.Empty<string>()]));
    }

    private static bool IsDamageToldAsSuch(Exception failure, string there) => there switch
    {
        "nothing" => failure is PayloadNotFoundException,
        "good" => false,
        _ => failure is PayloadDamagedException,
    };

    private static byte[]? BytesOf(string there) => there switch
    {
        "good" => Sample.Good,
        "torn" => Sample.Torn,
        "changed" => Sample.Changed,
        _ => null,
    };
}
