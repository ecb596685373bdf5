using Guarded.Store.Objects;
using Guarded.Store.Testing.Tests.Broken;
using Suite = Guarded.Store.Testing.LeaseConformance;

namespace Guarded.Store.Testing.Tests;

/// <inheritdoc cref="ObjectStoreConformanceTests"/>
public sealed class LeaseConformanceTests
{
    /// <inheritdoc cref="ObjectStoreConformanceTests.Caught"/>
    public static TheoryData<Type, string[]> Caught => new()
    {
        {
            typeof(PutsAreForgotten),
            [
                nameof(Suite.One_process_has_a_lease_at_a_time),
                nameof(Suite.A_wait_ends_at_its_bound_and_names_the_holder),
                nameof(Suite.A_wait_can_be_cancelled),
                nameof(Suite.Items_are_had_side_by_side_and_each_by_one),
                nameof(Suite.An_item_waits_for_the_structure),
                nameof(Suite.The_structure_waits_for_every_item),
                nameof(Suite.A_sweep_waits_for_items_that_are_held_and_removes_nothing_before),
                nameof(Suite.Where_a_writer_comes_at_any_moment_of_the_drain_one_of_the_two_waits_for_the_other),
                nameof(Suite.Where_a_deleter_comes_at_any_moment_of_an_acquisition_one_of_the_two_waits_for_the_other),
            ]
        },
        { typeof(IfMatchLooksThenActs), [nameof(Suite.A_counter_that_is_guarded_by_a_lease_loses_no_increment)] },
        { typeof(IfAbsentLooksThenActs), [nameof(Suite.Of_many_who_try_at_once_one_has_the_lease)] },
        {
            typeof(IfMatchReplaces),
            [
                nameof(Suite.In_any_order_of_writers_sweepers_and_late_deletes_an_item_has_one_holder_and_epochs_that_rise),
                nameof(Suite.A_holder_learns_from_its_next_renewal_that_its_lease_was_released_by_force),
                nameof(Suite.Epochs_rise_through_releases_takeovers_and_forced_releases),
                nameof(Suite.Where_a_later_holder_comes_at_any_moment_of_a_commit_either_is_there_or_is_refused),
                nameof(Suite.Where_a_sweeper_is_stopped_anywhere_no_item_is_lost_and_no_epoch_falls),
            ]
        },
        {
            typeof(IfMatchNeverHolds),
            [
                nameof(Suite.Who_waits_has_it_when_it_is_released),
                nameof(Suite.A_holder_that_lives_keeps_its_lease_whoever_waits),
                nameof(Suite.A_holder_whose_store_fails_for_a_while_keeps_its_lease),
                nameof(Suite.Acquire_and_release_are_two_conditional_writes_and_a_renewal_is_one),
                nameof(Suite.A_lease_that_was_lost_is_never_renewed_and_its_end_touches_no_other_holder),
                nameof(Suite.A_dead_holders_lease_is_taken_over_when_it_was_watched_unchanged_for_its_time_to_live),
                nameof(Suite.Who_only_tries_takes_over_what_it_has_watched_before),
                nameof(Suite.After_the_release_nothing_is_written),
                nameof(Suite.A_release_waits_for_the_renewal_that_is_under_way),
                nameof(Suite.A_lease_that_is_lost_but_still_written_as_held_is_freed_by_its_disposal),
                nameof(Suite.A_forced_release_meets_exactly_the_holder_that_was_shown),
                nameof(Suite.A_forced_release_is_refused_where_something_else_is_there_by_now),
                nameof(Suite.A_holder_that_was_stopped_and_wakes_up_late_cannot_commit),
                nameof(Suite.What_was_cleared_keeps_its_epoch),
                nameof(Suite.A_dead_writer_is_waited_for_one_time_to_live_and_its_late_commit_is_refused),
                nameof(Suite.A_dead_deleter_keeps_writers_out_for_one_time_to_live),
                nameof(Suite.A_store_that_fails_at_any_operation_leaves_no_lease_that_nobody_can_have),
                nameof(Suite.A_lease_is_had_renewed_and_released_though_no_write_is_answered),
                nameof(Suite.A_lease_that_the_store_gives_when_nobody_waits_any_more_is_given_back),
                nameof(Suite.A_wait_ends_though_the_store_does_not_answer),
                nameof(Suite.An_item_is_not_had_that_was_lost_while_the_structure_was_looked_at_again),
                nameof(Suite.A_sweep_leaves_nothing_of_released_items_and_their_epochs_go_on_rising),
                nameof(Suite.A_sweep_that_fails_at_any_operation_is_finished_by_the_next),
                nameof(Suite.Where_a_writer_is_stopped_anywhere_a_sweep_leaves_it_no_item_that_another_has_and_no_epoch_of_the_past),
            ]
        },
        { typeof(VersionsNameTheLength), [nameof(Suite.Of_many_who_take_over_the_same_lease_one_has_it)] },
        {
            typeof(LastBytesAreLost),
            [nameof(Suite.A_commit_whose_answer_was_lost_is_done_once), nameof(Suite.The_longest_content_is_committed_and_read)]
        },
        { typeof(EmptyContentIsNone), [nameof(Suite.What_is_no_lease_is_held_by_somebody_unknown_until_it_is_released_by_force), nameof(Suite.A_lease_that_was_cut_short_is_held)] },
        {
            typeof(ReadersShareAPosition),
            [
                nameof(Suite.A_holder_whose_store_does_not_answer_counts_it_as_lost_before_others_may_have_it),
                nameof(Suite.A_store_that_refuses_every_swap_is_an_error_and_no_endless_loop),
            ]
        },
        { typeof(ListingsAreUnordered), [nameof(Suite.A_listing_shows_who_holds_what)] },
        { typeof(KeysAreFlattened), [nameof(Suite.What_lies_among_the_items_and_cannot_be_read_counts_as_held)] },
        { typeof(CapabilitiesChange), [nameof(Suite.An_unreadable_structure_keeps_writers_out)] },
    };

    [Theory]
    [MemberData(nameof(Caught))]
    public async Task A_broken_backend_is_caught(Type broken, string[] facts)
    {
        foreach (var fact in facts)
            Assert.True(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfLeases(Suites.Break(broken))) is not null, $"{broken.Name} passes {fact}.");
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_whole_backend_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfLeases(new MemoryObjectStore())));

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_backend_that_offers_less_and_says_so_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfLeases(new OffersNothing(new MemoryObjectStore()))));

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_backend_whose_versions_name_the_content_passes(string fact) =>
        Assert.Null(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfLeases(new VersionsNameTheContent(new MemoryObjectStore()))));

    [Fact]
    public void Each_fact_is_seen_to_fail() =>
        Assert.Empty(SuiteRun.FactsOf(typeof(LeaseConformance)).Except(Caught.SelectMany(row => (string[])row[1])));

    public static TheoryData<string> Facts => [.. SuiteRun.FactsOf(typeof(LeaseConformance))];
}
