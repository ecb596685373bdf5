using Guarded.Store.Objects;
using Guarded.Store.Testing.Tests.Broken;
using Suite = Guarded.Store.Testing.ObjectStoreConformance;

namespace Guarded.Store.Testing.Tests;

/// <summary>The suite can fail: each way to break a backend is caught, and each fact catches one.</summary>
public sealed class ObjectStoreConformanceTests
{
    /// <summary>How a backend is broken, and the facts that see it.</summary>
    public static TheoryData<Type, string[]> Caught => new()
    {
        { typeof(PutsAreForgotten), [nameof(Suite.What_is_put_is_there_for_whoever_opens_the_store_next)] },
        {
            typeof(PutsGiveAnotherVersion),
            [
                nameof(Suite.What_is_put_is_there_for_whoever_opens_the_store_next),
                nameof(Suite.A_version_is_the_same_wherever_it_is_seen),
                nameof(Suite.If_match_replaces_the_state_that_was_read),
            ]
        },
        {
            typeof(IfAbsentReplaces),
            [
                nameof(Suite.If_absent_never_replaces),
                nameof(Suite.Of_many_that_put_if_absent_exactly_one_wins),
                nameof(Suite.What_could_not_be_committed_can_be_under_another_condition),
            ]
        },
        { typeof(IfAbsentLooksThenActs), [nameof(Suite.Of_many_that_put_if_absent_exactly_one_wins)] },
        {
            typeof(IfMatchReplaces),
            [
                nameof(Suite.If_match_of_a_state_that_was_replaced_stores_nothing),
                nameof(Suite.If_match_of_a_missing_object_stores_nothing),
                nameof(Suite.If_match_of_another_objects_state_stores_nothing),
            ]
        },
        { typeof(IfMatchLooksThenActs), [nameof(Suite.Of_many_that_swap_the_same_state_exactly_one_wins), nameof(Suite.A_counter_that_many_swap_loses_no_step)] },
        { typeof(SwapsLetDeletesIn), [nameof(Suite.A_swap_never_brings_back_what_was_deleted)] },
        {
            typeof(IfMatchNeverHolds),
            [
                nameof(Suite.If_match_replaces_the_state_that_was_read),
                nameof(Suite.A_counter_that_many_swap_loses_no_step),
                nameof(Suite.What_could_not_be_swapped_in_can_be_once_the_state_is_read_again),
            ]
        },
        { typeof(IfMatchCreates), [nameof(Suite.If_match_of_a_missing_object_stores_nothing)] },
        { typeof(IfMatchOffersNothingAndDoesIt), [nameof(Suite.If_match_of_a_state_that_was_replaced_stores_nothing)] },
        { typeof(AnyNeverReplaces), [nameof(Suite.Any_stores_what_is_absent_and_replaces_what_is_there)] },
        { typeof(FailedConditionsThrow), [nameof(Suite.If_absent_never_replaces), nameof(Suite.A_put_that_was_acknowledged_is_lost_to_a_delete_of_that_key_only)] },
        { typeof(DeletedKeysStayTaken), [nameof(Suite.If_absent_stores_again_what_was_deleted)] },
        { typeof(KeysAreCut), [nameof(Suite.Keys_of_the_greatest_length_are_kept_apart)] },
        { typeof(KeysAreFlattened), [nameof(Suite.Names_that_are_alike_are_objects_of_their_own)] },
        { typeof(VersionsNameTheLength), [nameof(Suite.Successive_writes_under_a_key_share_no_version)] },
        { typeof(VersionsNameTheContent), [nameof(Suite.The_same_content_written_again_is_another_version)] },
        {
            typeof(StagingHasNoRules),
            [
                nameof(Suite.Staged_content_is_only_written),
                nameof(Suite.What_is_stored_is_committed_once),
                nameof(Suite.What_is_stored_can_no_longer_be_written),
                nameof(Suite.The_first_commit_ends_the_writing_also_where_its_condition_fails),
                nameof(Suite.A_write_that_is_dropped_can_no_longer_be_committed),
                nameof(Suite.Content_that_was_closed_before_the_commit_is_refused),
            ]
        },
        { typeof(StagingIsShared), [nameof(Suite.Writes_that_are_staged_at_once_do_not_mix)] },
        { typeof(CommitsShareAStagingName), [nameof(Suite.Of_many_that_replace_at_once_one_stays_and_is_whole)] },
        { typeof(StagingIsSeen), [nameof(Suite.What_is_staged_is_seen_by_nobody)] },
        { typeof(DroppingStores), [nameof(Suite.A_write_that_is_dropped_leaves_nothing), nameof(Suite.A_cancelled_write_of_content_leaves_nothing)] },
        { typeof(DroppingDeletesWhatIsCommitted), [nameof(Suite.Dropping_what_is_committed_changes_nothing)] },
        {
            typeof(FailedConditionsLoseTheContent),
            [
                nameof(Suite.What_could_not_be_committed_can_be_under_another_condition),
                nameof(Suite.What_could_not_be_swapped_in_can_be_once_the_state_is_read_again),
            ]
        },
        { typeof(LargeContentIsCut), [nameof(Suite.Large_content_arrives_whole)] },
        { typeof(FullBuffersAreLost), [nameof(Suite.Content_that_just_fills_a_buffer_arrives_whole)] },
        { typeof(BuffersAreKept), [nameof(Suite.A_buffer_is_its_writers_again_once_it_is_written)] },
        { typeof(SingleBytesAreLost), [nameof(Suite.Every_way_to_write_appends)] },
        { typeof(MissingIsEmpty), [nameof(Suite.What_was_never_put_is_not_there)] },
        { typeof(EmptyContentIsNone), [nameof(Suite.Empty_content_is_an_object), nameof(Suite.A_range_of_empty_content_is_empty)] },
        { typeof(KeysMatchByTheirBeginning), [nameof(Suite.A_key_is_no_object_because_another_begins_like_it)] },
        { typeof(RangesBeginOneLater), [nameof(Suite.A_range_is_read_as_it_lies)] },
        { typeof(RangesEndOneLater), [nameof(Suite.A_range_is_read_as_it_lies)] },
        { typeof(RangesAreIgnored), [nameof(Suite.A_range_is_read_as_it_lies), nameof(Suite.A_range_that_holds_nothing_is_empty)] },
        { typeof(RangesThatHoldNothingThrow), [nameof(Suite.A_range_that_holds_nothing_is_empty), nameof(Suite.A_range_of_empty_content_is_empty)] },
        { typeof(RangesSayTheirOwnLength), [nameof(Suite.A_range_says_of_which_object_it_is_a_part)] },
        { typeof(ReadersShareAPosition), [nameof(Suite.Readers_of_one_object_do_not_disturb_each_other)] },
        {
            typeof(ReadersMeetTheNewState),
            [
                nameof(Suite.A_reader_keeps_the_state_that_it_opened_while_the_key_is_replaced),
                nameof(Suite.A_reader_keeps_the_state_that_it_opened_while_the_key_is_deleted),
            ]
        },
        { typeof(LastBytesAreLost), [nameof(Suite.What_is_put_is_there_for_whoever_opens_the_store_next), nameof(Suite.Large_content_arrives_whole)] },
        { typeof(EachReadLosesAByte), [nameof(Suite.Content_is_read_in_pieces_of_any_length)] },
        { typeof(FirstPutsBeginEmpty), [nameof(Suite.A_first_put_shows_nothing_and_then_the_whole)] },
        { typeof(SwapsBeginEmpty), [nameof(Suite.A_swap_shows_one_whole_state_and_then_the_next)] },
        { typeof(PutsOfAnyBeginEmpty), [nameof(Suite.A_put_of_any_shows_one_whole_state_and_then_the_next)] },
        { typeof(DeletesBeginEmpty), [nameof(Suite.A_delete_shows_the_whole_state_and_then_nothing)] },
        {
            typeof(ContentArrivesInHalves),
            [
                nameof(Suite.A_first_put_shows_nothing_and_then_the_whole),
                nameof(Suite.A_swap_shows_one_whole_state_and_then_the_next),
                nameof(Suite.A_put_of_any_shows_one_whole_state_and_then_the_next),
            ]
        },
        { typeof(ReplacingBeginsWithADelete), [nameof(Suite.A_put_of_any_shows_one_whole_state_and_then_the_next)] },
        { typeof(GetsComeFirst), [nameof(Suite.A_first_put_shows_nothing_and_then_the_whole)] },
        { typeof(HeadsComeFirst), [nameof(Suite.A_first_put_shows_nothing_and_then_the_whole)] },
        { typeof(ListingsComeFirst), [nameof(Suite.A_first_put_shows_nothing_and_then_the_whole)] },
        {
            typeof(HeadsAreRemembered),
            [
                nameof(Suite.A_first_put_shows_nothing_and_then_the_whole),
                nameof(Suite.A_swap_shows_one_whole_state_and_then_the_next),
                nameof(Suite.A_put_of_any_shows_one_whole_state_and_then_the_next),
                nameof(Suite.A_delete_shows_the_whole_state_and_then_nothing),
            ]
        },
        { typeof(DeletesIgnoreTheState), [nameof(Suite.A_delete_of_a_state_that_was_replaced_removes_nothing)] },
        { typeof(DeletesIgnoreAStateThatTheyDoNotOffer), [nameof(Suite.A_delete_of_a_state_that_was_replaced_removes_nothing)] },
        {
            typeof(DeletesLookThenAct),
            [
                nameof(Suite.Of_many_that_delete_the_same_state_exactly_one_does),
                nameof(Suite.Of_a_swap_and_a_delete_of_the_same_state_exactly_one_wins),
            ]
        },
        { typeof(DeletesActThoughTheyFoundNothing), [nameof(Suite.A_put_that_was_acknowledged_is_lost_to_a_delete_of_that_key_only)] },
        { typeof(DeletesNeverMatch), [nameof(Suite.A_delete_of_the_state_that_is_there_removes_it)] },
        { typeof(DeletesAlwaysSaySo), [nameof(Suite.Deleting_what_is_not_there_says_so), nameof(Suite.A_delete_of_a_state_whose_object_is_missing_finds_nothing)] },
        {
            typeof(DeletesTakeTheWholeFolder),
            [
                nameof(Suite.What_is_deleted_is_gone_and_nothing_else),
                nameof(Suite.Names_that_are_alike_are_objects_of_their_own),
                nameof(Suite.Puts_beside_deletes_in_the_same_place_are_all_kept),
            ]
        },
        { typeof(DeletesTakeSharedContent), [nameof(Suite.The_same_content_under_two_keys_is_two_objects)] },
        { typeof(ListingsAreUnordered), [nameof(Suite.All_is_listed_in_the_order_of_the_keys)] },
        { typeof(ListingsFollowTheFolders), [nameof(Suite.All_is_listed_in_the_order_of_the_keys), nameof(Suite.A_listing_can_be_left_early_and_taken_up_again)] },
        { typeof(ListingsEndWithAPage), [nameof(Suite.A_listing_has_no_page_limit)] },
        {
            typeof(ListingsBeginWithSomething),
            [
                nameof(Suite.An_empty_store_lists_nothing),
                nameof(Suite.A_write_that_is_dropped_after_its_condition_failed_leaves_nothing),
            ]
        },
        { typeof(PagesGoOnAfterAllThatBeginsLikeTheLast), [nameof(Suite.A_listing_has_no_page_limit)] },
        { typeof(ListingsKnowAnotherLength), [nameof(Suite.A_listing_knows_what_head_knows)] },
        { typeof(ListingsIgnoreThePrefix), [nameof(Suite.A_prefix_may_be_cut_anywhere)] },
        { typeof(ListingsTakeWholeFoldersOnly), [nameof(Suite.A_prefix_may_be_cut_anywhere)] },
        { typeof(AfterIsIncluded), [nameof(Suite.A_listing_goes_on_after_any_key), nameof(Suite.A_listing_has_no_page_limit)] },
        { typeof(AfterIsIgnored), [nameof(Suite.A_listing_goes_on_after_any_key)] },
        { typeof(ListingsGoOnByNumber), [nameof(Suite.What_stays_is_listed_once_and_in_order_while_others_come_and_go)] },
        { typeof(ListingsMeetChangesWithAnError), [nameof(Suite.What_stays_is_listed_once_and_in_order_while_others_come_and_go)] },
        { typeof(ObjectsAreForeign), [nameof(Suite.What_is_stored_is_not_foreign)] },
        { typeof(NullIsTakenForMissing), [nameof(Suite.Null_is_refused_and_named)] },
        {
            typeof(CancellationIsIgnored),
            [
                nameof(Suite.A_cancelled_write_does_not_begin),
                nameof(Suite.A_cancelled_delete_removes_nothing),
                nameof(Suite.A_cancelled_read_is_cancelled),
                nameof(Suite.A_cancelled_listing_does_not_begin),
                nameof(Suite.A_listing_that_is_cancelled_ends_before_the_next_object),
                nameof(Suite.A_cancelled_sweep_does_not_begin),
            ]
        },
        { typeof(CommitsIgnoreCancellation), [nameof(Suite.A_cancelled_commit_leaves_nothing)] },
        { typeof(CancelledCommitsAreStored), [nameof(Suite.A_commit_that_is_cancelled_under_way_stores_all_or_nothing_and_says_which)] },
        { typeof(CancelledCommitsEndEarly), [nameof(Suite.A_commit_that_is_cancelled_under_way_stores_all_or_nothing_and_says_which)] },
        { typeof(CapabilitiesChange), [nameof(Suite.What_a_backend_can_do_never_changes)] },
        { typeof(SweepsTakeLiveWrites), [nameof(Suite.A_sweep_leaves_young_writes_alone), nameof(Suite.A_write_that_was_dropped_or_committed_is_not_there_to_be_swept)] },
        { typeof(SweepsJudgeByAge), [nameof(Suite.A_sweep_leaves_live_writes_alone_whatever_their_age)] },
        { typeof(SweepsTakeAnyAge), [nameof(Suite.A_sweep_of_what_is_yet_to_come_is_refused)] },
        { typeof(SweepsTakeObjects), [nameof(Suite.A_sweep_removes_no_object)] },
    };

    [Theory]
    [MemberData(nameof(Caught))]
    public async Task A_broken_backend_is_caught(Type broken, string[] facts)
    {
        foreach (var fact in facts)
            Assert.True(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfObjects(Suites.Break(broken))) is not null, $"{broken.Name} passes {fact}.");
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_whole_backend_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfObjects(new MemoryObjectStore())));

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_backend_that_offers_less_and_says_so_passes(string fact)
    {
        static Suites.OfObjects Modest() => new(new OffersNothing(new VersionsNameTheContent(new SweepsJudgeByAge(new MemoryObjectStore())))) { IsModest = true };
        Assert.Null(await SuiteRun.FailureOfAsync(fact, Modest));
        Assert.Equal(Needing.Contains(fact), await SuiteRun.IsSkippedAsync(fact, Modest));
    }

    [Fact]
    public void Each_fact_is_seen_to_fail_and_each_broken_backend_is_tried()
    {
        Assert.Empty(SuiteRun.FactsOf(typeof(ObjectStoreConformance)).Except(Caught.SelectMany(row => (string[])row[1])));
        Assert.Empty(Suites.AllBroken.Except(Caught.Select(row => (Type)row[0])));
    }

    public static TheoryData<string> Facts => [.. SuiteRun.FactsOf(typeof(ObjectStoreConformance))];

    /// <summary>The facts that need what a backend may leave out.</summary>
    private static string[] Needing =>
    [
        nameof(Suite.If_match_replaces_the_state_that_was_read),
        nameof(Suite.If_match_of_another_objects_state_stores_nothing),
        nameof(Suite.If_match_of_a_missing_object_stores_nothing),
        nameof(Suite.What_could_not_be_swapped_in_can_be_once_the_state_is_read_again),
        nameof(Suite.Of_many_that_swap_the_same_state_exactly_one_wins),
        nameof(Suite.A_counter_that_many_swap_loses_no_step),
        nameof(Suite.A_swap_never_brings_back_what_was_deleted),
        nameof(Suite.A_delete_of_the_state_that_is_there_removes_it),
        nameof(Suite.A_delete_of_a_state_whose_object_is_missing_finds_nothing),
        nameof(Suite.Of_many_that_delete_the_same_state_exactly_one_does),
        nameof(Suite.Of_a_swap_and_a_delete_of_the_same_state_exactly_one_wins),
        nameof(Suite.A_swap_shows_one_whole_state_and_then_the_next),
        nameof(Suite.The_same_content_written_again_is_another_version),
        nameof(Suite.A_sweep_leaves_live_writes_alone_whatever_their_age),
    ];
}
