using Guarded.Store.Objects;
using Guarded.Store.Testing.Tests.Broken;
using Suite = Guarded.Store.Testing.AttachmentStoreConformance;

namespace Guarded.Store.Testing.Tests;

/// <inheritdoc cref="ObjectStoreConformanceTests"/>
public sealed class AttachmentStoreConformanceTests
{
    /// <inheritdoc cref="ObjectStoreConformanceTests.Caught"/>
    public static TheoryData<Type, string[]> Caught => new()
    {
        { typeof(IfAbsentReplaces), [nameof(Suite.In_any_order_no_attachment_loses_its_content_and_no_payload_is_left_over)] },
        { typeof(IfMatchReplaces), [nameof(Suite.In_any_order_no_attachment_loses_its_content_and_no_payload_is_left_over)] },
        {
            typeof(IfMatchLooksThenActs),
            [nameof(Suite.Of_many_updates_at_once_none_is_lost), nameof(Suite.Many_writers_of_the_same_bytes_all_succeed_and_the_payload_is_there_once)]
        },
        { typeof(IfMatchNeverHolds), [nameof(Suite.An_update_changes_what_is_said_and_nothing_else)] },
        {
            typeof(AnyNeverReplaces),
            [
                nameof(Suite.A_payload_that_was_removed_or_changed_from_outside_is_never_read_as_content),
                nameof(Suite.A_record_of_holders_that_cannot_be_read_stops_no_reader_and_frees_nothing),
                nameof(Suite.A_recovery_removes_nothing_that_an_attachment_still_names),
                nameof(Suite.Metadata_that_cannot_be_read_is_named_and_kept),
            ]
        },
        {
            typeof(FailedConditionsThrow),
            [
                nameof(Suite.A_second_attachment_of_the_same_bytes_replaces_nothing_of_the_first),
                nameof(Suite.Deleting_the_last_attachment_frees_the_payload_and_no_earlier),
            ]
        },
        { typeof(LargeContentIsCut), [nameof(Suite.Metadata_is_never_read_beyond_its_size)] },
        {
            typeof(LastBytesAreLost),
            [nameof(Suite.What_was_attached_is_there_for_whoever_opens_the_store_next), nameof(Suite.The_longest_description_is_stored_and_read)]
        },
        { typeof(EmptyContentIsNone), [nameof(Suite.A_stream_that_cannot_be_sought_and_bytes_share_one_payload)] },
        { typeof(MissingIsEmpty), [nameof(Suite.What_is_not_there_is_named)] },
        { typeof(ReadersShareAPosition), [nameof(Suite.A_cancelled_call_leaves_all_as_it_was)] },
        {
            typeof(DeletedKeysStayTaken),
            [
                nameof(Suite.What_is_younger_than_the_minimum_age_is_left_alone),
                nameof(Suite.A_recovery_that_is_killed_at_any_operation_is_finished_by_the_next),
            ]
        },
        { typeof(DroppingStores), [nameof(Suite.Bad_input_leaves_nothing)] },
        {
            typeof(ListingsMeetChangesWithAnError),
            [
                nameof(Suite.After_a_failure_at_any_operation_nothing_is_lost_and_nothing_comes_back),
                nameof(Suite.After_a_crash_at_any_operation_nothing_is_lost_and_nothing_comes_back),
            ]
        },
        { typeof(ListingsAreUnordered), [nameof(Suite.A_recovery_reports_foreign_names_and_touches_none)] },
        {
            typeof(ListingsIgnoreThePrefix),
            [
                nameof(Suite.A_call_that_is_cancelled_at_any_operation_is_done_or_not_and_leaves_nothing_half),
                nameof(Suite.A_writer_that_a_recovery_took_for_dead_is_told_and_leaves_nothing),
            ]
        },
        {
            typeof(AfterIsIgnored),
            [
                nameof(Suite.A_listing_is_in_order_and_goes_on_where_another_ended),
                nameof(Suite.A_verification_finds_all_contents_that_are_wrong_and_is_taken_up_where_an_earlier_one_had_come_to),
                nameof(Suite.A_verification_reports_a_folder_of_contents_that_cannot_be_listed_and_goes_on),
            ]
        },
        { typeof(AfterIsIncluded), [nameof(Suite.A_listing_is_in_order_and_goes_on_where_another_ended)] },
    };

    [Theory]
    [MemberData(nameof(Caught))]
    public async Task A_broken_backend_is_caught(Type broken, string[] facts)
    {
        foreach (var fact in facts)
            Assert.True(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfAttachments(Suites.Break(broken))) is not null, $"{broken.Name} passes {fact}.");
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_whole_backend_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfAttachments(new MemoryObjectStore())));

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_backend_whose_versions_name_the_content_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfAttachments(new VersionsNameTheContent(new MemoryObjectStore()))));

    [Fact]
    public void Each_fact_is_seen_to_fail() =>
        Assert.Empty(SuiteRun.FactsOf(typeof(AttachmentStoreConformance)).Except(Caught.SelectMany(row => (string[])row[1])));

    public static TheoryData<string> Facts => [.. SuiteRun.FactsOf(typeof(AttachmentStoreConformance))];
}
