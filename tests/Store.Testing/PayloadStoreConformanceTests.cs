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
        { typeof(PutsAreForgotten), [nameof(Suite.A_length_is_what_is_stored_and_null_where_nothing_is)] },
        { typeof(IfAbsentReplaces), [nameof(Suite.The_same_bytes_are_stored_once), nameof(Suite.The_same_damage_twice_is_kept_once)] },
        {
            typeof(IfMatchNeverHolds),
            [nameof(Suite.A_wrong_length_is_healed_at_every_depth), nameof(Suite.By_length_alone_changed_bytes_pass_until_a_read_comes_upon_them)]
        },
        { typeof(IfMatchLooksThenActs), [nameof(Suite.Of_many_healers_exactly_one_heals)] },
        {
            typeof(FailedConditionsThrow),
            [nameof(Suite.Writers_of_the_same_bytes_all_succeed), nameof(Suite.A_duplicate_is_found_by_its_length_without_reading_a_byte)]
        },
        { typeof(FailedConditionsLoseTheContent), [nameof(Suite.Changed_bytes_are_healed_where_they_are_looked_at)] },
        { typeof(AnyNeverReplaces), [nameof(Suite.Damage_is_never_read_as_content), nameof(Suite.Damage_of_an_empty_payload_is_never_read_as_content)] },
        { typeof(CapabilitiesChange), [nameof(Suite.Where_nothing_can_be_swapped_the_damage_stays_and_is_told)] },
        { typeof(VersionsNameTheLength), [nameof(Suite.A_state_that_replaced_a_verified_one_is_verified_before_a_part_of_it_is_read)] },
        {
            typeof(EmptyContentIsNone),
            [
                nameof(Suite.What_was_stored_from_bytes_is_read_back),
                nameof(Suite.What_was_stored_from_a_stream_is_read_back),
                nameof(Suite.Damage_never_looks_like_an_end),
            ]
        },
        {
            typeof(LastBytesAreLost),
            [
                nameof(Suite.A_stream_is_stored_from_where_it_stands),
                nameof(Suite.A_payload_lies_under_its_hash),
                nameof(Suite.What_is_longer_than_the_caller_would_hold_is_refused),
                nameof(Suite.A_verification_of_whole_payloads_finds_nothing),
            ]
        },
        { typeof(EachReadLosesAByte), [nameof(Suite.A_payload_is_read_in_pieces_to_a_verified_end)] },
        { typeof(ReadersShareAPosition), [nameof(Suite.No_part_is_read_of_a_payload_that_is_damaged_elsewhere)] },
        { typeof(RangesBeginOneLater), [nameof(Suite.A_part_of_a_payload_is_read_as_it_lies)] },
        { typeof(RangesThatHoldNothingThrow), [nameof(Suite.A_part_of_a_payload_is_read_as_it_lies)] },
        { typeof(MissingIsEmpty), [nameof(Suite.What_was_not_stored_is_not_there), nameof(Suite.A_part_of_what_is_not_stored_is_not_there)] },
        { typeof(DeletesAlwaysSaySo), [nameof(Suite.A_payload_that_is_deleted_is_gone_and_can_be_stored_again)] },
        { typeof(DeletedKeysStayTaken), [nameof(Suite.A_payload_that_is_deleted_is_gone_and_can_be_stored_again)] },
        { typeof(DroppingStores), [nameof(Suite.A_stream_that_throws_leaves_nothing), nameof(Suite.A_store_that_is_cancelled_leaves_nothing)] },
        { typeof(SweepsTakeLiveWrites), [nameof(Suite.A_sweep_leaves_a_payload_alone_that_is_being_stored)] },
        { typeof(SweepsTakeObjects), [nameof(Suite.A_sweep_leaves_a_payload_alone_that_is_being_stored)] },
        {
            typeof(ListingsAreUnordered),
            [nameof(Suite.Every_payload_is_listed_once_in_the_order_of_the_hashes), nameof(Suite.A_verification_finds_all_that_is_wrong_in_its_order)]
        },
        {
            typeof(AfterIsIgnored),
            [
                nameof(Suite.Every_payload_is_listed_once_in_the_order_of_the_hashes),
                nameof(Suite.A_verification_is_taken_up_where_an_earlier_one_had_come_to),
                nameof(Suite.A_verification_reports_a_folder_that_cannot_be_listed_and_goes_on),
            ]
        },
        { typeof(ListingsIgnoreThePrefix), [nameof(Suite.A_verification_finds_all_that_is_wrong_in_its_order)] },
        { typeof(ListingsBeginWithSomething), [nameof(Suite.An_empty_store_lists_no_payload), nameof(Suite.What_is_no_payload_is_not_listed)] },
        { typeof(ObjectsAreForeign), [nameof(Suite.A_verification_of_whole_payloads_finds_nothing)] },
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

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_backend_that_offers_less_and_says_so_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfPayloads(new OffersNothing(new MemoryObjectStore()))));

    [Fact]
    public void Each_fact_is_seen_to_fail() =>
        Assert.Empty(SuiteRun.FactsOf(typeof(PayloadStoreConformance)).Except(Caught.SelectMany(row => (string[])row[1])));

    public static TheoryData<string> Facts => [.. SuiteRun.FactsOf(typeof(PayloadStoreConformance))];
}
