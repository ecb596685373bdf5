using Guarded.Store.Objects;
using Guarded.Store.Testing.Tests.Broken;
using Suite = Guarded.Store.Testing.PayloadStoreConformance;

namespace Guarded.Store.Testing.Tests;

/// <inheritdoc cref="ObjectStoreConformanceTests"/>
public sealed class PayloadStoreConformanceTests
{
    /// <inheritdoc cref="ObjectStoreConformanceTests.Caught"/>
    public static TheoryData<Type, string[]> Caught => new()
    {
        { typeof(IfAbsentReplaces), [nameof(Suite.The_same_bytes_are_stored_once)] },
        { typeof(FailedConditionsThrow), [nameof(Suite.Writers_of_the_same_bytes_all_succeed)] },
        { typeof(AnyNeverReplaces), [nameof(Suite.Damage_is_never_read_as_content), nameof(Suite.Damage_of_an_empty_payload_is_never_read_as_content)] },
        { typeof(EmptyContentIsNone), [nameof(Suite.What_was_stored_from_bytes_is_read_back), nameof(Suite.What_was_stored_from_a_stream_is_read_back)] },
        { typeof(LastBytesAreLost), [nameof(Suite.A_stream_is_stored_from_where_it_stands), nameof(Suite.A_payload_lies_under_its_hash)] },
        { typeof(EachReadLosesAByte), [nameof(Suite.A_payload_is_read_in_pieces_to_a_verified_end)] },
        { typeof(MissingIsEmpty), [nameof(Suite.What_was_not_stored_is_not_there)] },
        { typeof(DroppingStores), [nameof(Suite.A_stream_that_throws_leaves_nothing)] },
        { typeof(CommitsIgnoreCancellation), [nameof(Suite.A_store_that_is_cancelled_leaves_nothing)] },
        { typeof(ListingsAreUnordered), [nameof(Suite.Every_payload_is_listed_once_in_the_order_of_the_hashes)] },
        { typeof(ListingsBeginWithSomething), [nameof(Suite.An_empty_store_lists_no_payload), nameof(Suite.What_is_no_payload_is_not_listed)] },
    };

    [Theory]
    [MemberData(nameof(Caught))]
    public async Task A_broken_backend_is_caught(Type broken, string[] facts)
    {
        foreach (var fact in facts)
            Assert.True(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfPayloads(Suites.Break(broken))) is not null, $"{broken.Name} passes {fact}.");
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_whole_backend_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfPayloads(new MemoryObjectStore())));

    [Fact]
    public void Each_fact_is_seen_to_fail() =>
        Assert.Empty(SuiteRun.FactsOf(typeof(PayloadStoreConformance)).Except(Caught.SelectMany(row => (string[])row[1])));

    public static TheoryData<string> Facts => [.. SuiteRun.FactsOf(typeof(PayloadStoreConformance))];
}
