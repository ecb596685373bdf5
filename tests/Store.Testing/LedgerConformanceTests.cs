using Guarded.Store.Testing.Tests.Broken;
using Suite = Guarded.Store.Testing.LedgerConformance;

namespace Guarded.Store.Testing.Tests;

/// <inheritdoc cref="ObjectStoreConformanceTests"/>
public sealed class LedgerConformanceTests
{
    /// <inheritdoc cref="ObjectStoreConformanceTests.Caught"/>
    public static TheoryData<Type, string[]> Caught => new()
    {
        { typeof(SettingsAreForgotten), [nameof(Suite.A_run_is_read_back_as_it_was_started)] },
        { typeof(NothingIsAnEmptyText), [nameof(Suite.A_run_that_says_little_of_itself_is_read_back_too)] },
        { typeof(RunsAreReadBackwards), [nameof(Suite.Runs_are_read_in_the_order_in_which_they_began)] },
        { typeof(EndsAreForgotten), [nameof(Suite.A_run_that_ended_takes_no_more)] },
        { typeof(MissingRunsAreEmpty), [nameof(Suite.A_run_that_is_not_there_is_named)] },
        { typeof(SourcesAreNeverFound), [nameof(Suite.A_source_is_added_once_and_found_again)] },
        { typeof(SessionsStay), [nameof(Suite.A_run_that_nobody_is_at_work_on_is_taken_up_where_it_was_left)] },
        {
            typeof(AnyRunIsResumed),
            [
                nameof(Suite.A_run_that_failed_is_resumed_and_one_that_completed_is_not),
                nameof(Suite.A_run_that_somebody_is_at_work_on_is_theirs),
                nameof(Suite.Of_many_who_resume_a_run_one_gets_it),
            ]
        },
        { typeof(CancelledCallsGoThrough), [nameof(Suite.A_cancelled_call_has_recorded_nothing)] },
        { typeof(ClosedIsAnyError), [nameof(Suite.A_closed_ledger_says_so_to_whoever_comes_late)] },
        { typeof(AttachmentsAreForgotten), [nameof(Suite.A_row_is_read_back_with_all_that_was_recorded_of_it)] },
        { typeof(RowsAreReadBackwards), [nameof(Suite.Rows_are_read_in_the_order_of_source_and_index)] },
        { typeof(TakenIndexesMoveOn), [nameof(Suite.An_index_is_recorded_once_a_source_and_the_first_row_stays)] },
        { typeof(EverySourceIsTheFirst), [nameof(Suite.A_row_of_a_source_that_is_not_there_is_refused)] },
        {
            typeof(MissingPayloadsPass),
            [
                nameof(Suite.A_row_needs_a_payload_that_is_in_this_store),
                nameof(Suite.A_row_whose_payload_was_cut_is_refused),
                nameof(Suite.What_a_purge_takes_before_it_is_recorded_is_refused_and_stored_again),
                nameof(Suite.What_a_purge_takes_while_it_is_being_recorded_is_refused),
            ]
        },
        { typeof(SomeRowsGetLost), [nameof(Suite.Ledgers_record_runs_of_their_own_side_by_side)] },
        { typeof(SomeAnswersGetLost), [nameof(Suite.A_ledger_whose_connections_are_cut_tells_the_truth_and_works_again)] },
        {
            typeof(OneRefusalFailsTheNext),
            [
                nameof(Suite.A_call_that_is_refused_leaves_those_beside_it_alone),
                nameof(Suite.What_the_database_refuses_by_itself_leaves_the_calls_beside_it_alone),
            ]
        },
        { typeof(CheckpointsAreForgotten), [nameof(Suite.A_batch_holds_rows_what_became_of_them_and_how_far_the_run_is)] },
        { typeof(FirstCheckpointsStay), [nameof(Suite.Of_a_checkpoint_the_last_value_stays_and_each_run_has_its_own)] },
        { typeof(BatchesAreTakenApart), [nameof(Suite.A_batch_of_which_one_thing_is_refused_records_nothing), nameof(Suite.A_batch_is_of_one_run)] },
        { typeof(LastRowsAreLost), [nameof(Suite.Rows_are_recorded_as_they_come_and_given_back_when_they_are_durable)] },
        { typeof(ErrorsAreForgotten), [nameof(Suite.Outcomes_are_read_back_in_the_order_of_row_node_and_attempt)] },
        { typeof(OnlyAPageIsRead), [nameof(Suite.Many_outcomes_are_read_page_by_page)] },
        {
            typeof(RefusedOutcomesPass),
            [nameof(Suite.An_attempt_is_recorded_once_and_its_first_outcome_stays), nameof(Suite.An_outcome_needs_its_row_and_an_output_its_payload)]
        },
        { typeof(EverythingIsLeftToDo), [nameof(Suite.What_a_node_has_left_to_do_is_neither_done_nor_skipped)] },
        { typeof(NodesAreNotSummedUp), [nameof(Suite.A_run_is_summed_up_node_by_node)] },
        { typeof(OutcomesAreNotExplained), [nameof(Suite.A_row_shows_its_way_from_its_raw_bytes_to_each_output)] },
        {
            typeof(EveryRowIsTheFirst),
            [nameof(Suite.A_row_that_is_not_there_is_named), nameof(Suite.A_row_whose_bytes_were_changed_or_lost_is_explained_without_them)]
        },
        {
            typeof(PurgesDoNothing),
            [
                nameof(Suite.What_is_older_than_the_policy_keeps_goes_and_its_rows_stay),
                nameof(Suite.A_purge_that_was_cut_off_is_finished_by_the_next),
                nameof(Suite.A_payload_that_cannot_be_removed_keeps_no_other_and_is_tried_again),
            ]
        },
        {
            typeof(PurgesTakeEverything),
            [
                nameof(Suite.What_a_younger_run_refers_to_stays_until_that_run_is_old),
                nameof(Suite.A_run_that_has_not_ended_keeps_everything),
                nameof(Suite.What_is_to_go_and_is_recorded_meanwhile_stays),
                nameof(Suite.Writers_and_purges_at_once_leave_no_row_without_its_bytes),
            ]
        },
        {
            typeof(TheLogIsForgotten),
            [nameof(Suite.What_went_and_is_stored_again_is_another_runs_to_keep), nameof(Suite.What_was_purged_is_no_finding_and_what_was_to_be_purged_is_one)]
        },
        {
            typeof(ReferencesAreForgotten),
            [nameof(Suite.A_ledger_and_a_store_that_agree_are_clean), nameof(Suite.What_does_not_agree_is_reported_with_its_remedy)]
        },
        { typeof(ReferencesAreListedBackwards), [nameof(Suite.Everything_that_is_referred_to_is_listed_in_the_order_of_the_hashes)] },
    };

    [Theory]
    [MemberData(nameof(Caught))]
    public async Task A_broken_ledger_is_caught(Type broken, string[] facts)
    {
        foreach (var fact in facts)
            Assert.True(await SuiteRun.FailureOfAsync(fact, () => new Suites.OfLedgers(broken)) is not null, $"{broken.Name} passes {fact}.");
    }

    [Fact]
    public void Each_fact_is_seen_to_fail() =>
        Assert.Empty(SuiteRun.FactsOf(typeof(Suite)).Except(Caught.SelectMany(row => (string[])row[1])));
}
