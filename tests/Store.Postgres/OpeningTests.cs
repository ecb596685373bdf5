using Guarded.Store.Ledger;
using Npgsql;

namespace Guarded.Store.Postgres.Tests;

public sealed class OpeningTests : LedgerTest
{
    private const string Objects = "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace WHERE nspname = current_schema()";

    [SkippableFact]
    public async Task A_ledger_that_is_missing_is_only_made_where_that_is_asked_for()
    {
        var missing = await ThrowsAsync<LedgerUnavailableException>(() => PostgresLedger.OpenAsync(PostgresServer.ConnectionString, Payloads, Schema.Options), "no ledger yet", Schema.Name, "OpenOrCreateAsync");
        Assert.False(missing.MayBeRecorded);
        Assert.Null(await Schema.AskAsync("SELECT current_schema()"));
        await OpenAsync();
        await (await PostgresLedger.OpenAsync(PostgresServer.ConnectionString, Payloads, Schema.Options)).DisposeAsync();
    }

    [SkippableFact]
    public async Task A_schema_that_was_made_for_it_and_is_empty_becomes_the_ledger()
    {
        await Schema.AskAsync($"CREATE SCHEMA \"{Schema.Name}\"");
        await ThrowsAsync<LedgerUnavailableException>(() => PostgresLedger.OpenAsync(PostgresServer.ConnectionString, Payloads, Schema.Options), "no ledger yet");
        await (await OpenAsync()).StartRunAsync("rows.csv");
    }

    [SkippableTheory]
    [InlineData("CREATE TABLE bookmarks (url text)")]
    [InlineData("CREATE TABLE ledger (account text, balance numeric)")]
    [InlineData("CREATE TABLE ledger (application text, version text); INSERT INTO ledger VALUES ('ledger of accounts', 'first')")]
    [InlineData("CREATE TYPE mood AS ENUM ('good', 'bad')")]
    [InlineData("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    public async Task A_schema_of_another_program_is_refused_and_stays(string program)
    {
        await Schema.AskAsync($"CREATE SCHEMA \"{Schema.Name}\"; {program}");
        var before = await Schema.AskAsync(Objects);
        await ThrowsAsync<LedgerFormatException>(() => OpenAsync(), "something else", Schema.Name, "not changed");
        await ThrowsAsync<LedgerFormatException>(() => PostgresLedger.OpenAsync(PostgresServer.ConnectionString, Payloads, Schema.Options), "something else");
        Assert.Equal(before, await Schema.AskAsync(Objects));
    }

    [SkippableFact]
    public async Task A_ledger_of_a_newer_version_is_refused_and_stays()
    {
        await OpenAsync();
        await Schema.AskAsync("UPDATE ledger SET version = 2; ALTER TABLE run ADD COLUMN mood text");
        await ThrowsAsync<LedgerFormatException>(() => OpenAsync(), "schema version 2", "knows versions 1 to 1", "not changed");
        Assert.Equal(2L, await Schema.AskAsync("SELECT version FROM ledger"));
    }

    [SkippableFact]
    public async Task A_ledger_that_lost_a_table_is_called_damaged()
    {
        var ledger = await OpenAsync();
        await Schema.AskAsync("DROP TABLE checkpoint");
        var run = await ledger.StartRunAsync("rows.csv");
        await ThrowsAsync<LedgerFormatException>(async () => await ledger.ReadCheckpointsAsync(run.Id), "damaged", "checkpoint");
    }

    [SkippableFact]
    public async Task Many_who_create_it_at_once_create_one()
    {
        var ledgers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PostgresLedger.OpenOrCreateAsync(PostgresServer.ConnectionString, Payloads, Schema.Options))));
        var runs = await Task.WhenAll(ledgers.Select(async ledger => await ledger.StartRunAsync("rows.csv")));
        Assert.Equal(8, runs.DistinctBy(run => run.Id).Count());
        Assert.Equal(8, await ledgers[0].ReadRunsAsync().CountAsync());
        await Task.WhenAll(ledgers.Select(async ledger => await ledger.DisposeAsync()));
    }

    [SkippableFact]
    public async Task A_creation_that_fails_leaves_nothing()
    {
        var reading = PostgresServer.With(settings => settings.Options = "-c default_transaction_read_only=on");
        await ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(reading), "may only be read");
        // A limit that is reached somewhere among the tables.
        var limited = PostgresServer.With(settings => settings.Options = "-c statement_timeout=1");
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(limited));
        Assert.Null(await Schema.AskAsync("SELECT current_schema()"));
    }

    [SkippableFact]
    public async Task A_missing_database_is_named()
    {
        var missing = PostgresServer.With(settings => settings.Database = "no_such_database");
        await ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(missing), "no_such_database", "Create the database");
    }

    [SkippableFact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        const string Wrong = "s3cret-and-wrong";
        var refused = await ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(PostgresServer.With(settings => settings.Password = Wrong)), "does not let this user in");
        Assert.DoesNotContain(Wrong, refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString).Password!, refused.ToString(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("127.0.0.1", 1)]
    [InlineData("no-such-host.invalid", 5432)]
    public async Task A_server_that_is_not_there_is_named(string host, int port)
    {
        var elsewhere = PostgresServer.With(settings => (settings.Host, settings.Port) = (host, port));
        await ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(elsewhere), $"'{host}:{port}/", "cannot be reached", "Nothing was recorded");
    }

    [SkippableFact]
    public async Task Settings_that_do_not_fit_a_ledger_are_refused()
    {
        await ThrowsAsync<ArgumentException>(() => OpenAsync(PostgresServer.With(settings => settings.Multiplexing = true)), "Multiplexing");
        await using var unreset = NpgsqlDataSource.Create(PostgresServer.With(settings => settings.NoResetOnClose = true));
        await ThrowsAsync<ArgumentException>(() => PostgresLedger.OpenAsync(unreset, Payloads, Schema.Options), "No Reset On Close");
        foreach (var name in new[] { "", "pg_mine", "information_schema", "a\0b", new string('x', 64), string.Concat(Enumerable.Repeat("ä", 32)) })
            Assert.Throws<ArgumentException>(() => new PostgresLedgerOptions { Schema = name });
    }

    [SkippableFact]
    public async Task A_data_source_of_the_callers_serves_too_and_is_left_as_it_was()
    {
        await using var source = NpgsqlDataSource.Create(PostgresServer.With(settings => settings.MaxPoolSize = 8));
        for (var round = 0; round < 3; round++)
        {
            await using var ledger = await PostgresLedger.OpenOrCreateAsync(source, Payloads, Schema.Options);
            var run = await ledger.StartRunAsync("rows.csv");
            await ledger.CreateRowAsync(run.Id, 0, await StoreAsync("raw"));
            Assert.Equal(round + 1, await ledger.ReadRunsAsync().CountAsync());
        }
        // What was not ended is let go, though its connection went back to the pool.
        var reading = await OpenAsync();
        await foreach (var run in reading.ReadRunsAsync())
            Assert.False(await reading.IsHeldAsync(run.Id));
        await using var command = source.CreateCommand("SHOW search_path");
        Assert.Equal("\"$user\", public", await command.ExecuteScalarAsync());
    }

    [SkippableFact]
    public async Task Ledgers_of_one_database_know_nothing_of_each_other()
    {
        await using var other = new TestSchema();
        var ledgers = new[] { await OpenAsync(), await OpenAsync(options: other.Options) };
        foreach (var ledger in ledgers)
        {
            // Both runs have the same number, and each is held.
            Assert.Equal(new RunId(1), (await ledger.StartRunAsync("rows.csv")).Id);
            Assert.True(await ledger.IsHeldAsync(new RunId(1)));
        }
    }

    [SkippableFact]
    public async Task What_a_user_has_to_be_granted_is_enough()
    {
        var user = $"writer_{Guid.NewGuid():N}";
        var ledger = await OpenAsync();
        await ledger.StartRunAsync("by the owner");
        await Schema.AskAsync($"CREATE ROLE {user} LOGIN PASSWORD 'of a test'");
        try
        {
            var asUser = PostgresServer.With(settings => (settings.Username, settings.Password) = (user, "of a test"));
            await ThrowsAsync<LedgerUnavailableException>(() => OpenAsync(asUser), "may not be used by this user", "docs/backends.md");
            await Schema.AskAsync($"""
                GRANT USAGE ON SCHEMA "{Schema.Name}" TO {user};
                GRANT SELECT ON ALL TABLES IN SCHEMA "{Schema.Name}" TO {user};
                """);
            var reader = await PostgresLedger.OpenAsync(asUser, Payloads, Schema.Options);
            Assert.Single(await reader.ReadRunsAsync().ToListAsync());
            await ThrowsAsync<LedgerUnavailableException>(async () => await reader.StartRunAsync("not granted"), "may not be used by this user");
            await reader.DisposeAsync();

            await Schema.AskAsync($"""
                GRANT INSERT ON run, source, row, row_attachment, outcome, checkpoint, retention TO {user};
                GRANT UPDATE ON run, checkpoint, retention TO {user};
                GRANT DELETE ON retention TO {user};
                """);
            await using var writer = await PostgresLedger.OpenOrCreateAsync(asUser, Payloads, Schema.Options);
            var run = await writer.StartRunAsync("rows.csv");
            var row = await writer.CreateRowAsync(run.Id, 0, await StoreAsync("raw"));
            await writer.RecordOutcomeAsync(NewOutcome.Skipped(run.Id, 0, "node"));
            await writer.SetCheckpointAsync(run.Id, "line", "1");
            await writer.SetCheckpointAsync(run.Id, "line", "2");
            await writer.EndRunAsync(run.Id, RunStatus.Failed);
            await writer.ResumeRunAsync(run.Id);
            await writer.EndRunAsync(run.Id, RunStatus.Completed);

            await using var later = await PostgresLedger.OpenAsync(asUser, Payloads, Schema.Options with { Time = new Later() });
            Assert.Equal(1, (await later.PurgeAsync(new RetentionPolicy())).Payloads);
            Assert.NotNull((await later.ExplainAsync(row.Id)).Raw.Purged);
        }
        finally
        {
            await Schema.AskAsync($"DROP OWNED BY {user}; DROP ROLE {user}");
        }
    }

    [SkippableTheory]
    [InlineData("NULL")]
    [InlineData(@"'\x00'::bytea")]
    [InlineData("'a text of thirty-two characters'::text")]
    public async Task The_database_itself_refuses_a_row_without_a_payload(string hash)
    {
        await (await OpenAsync()).StartRunAsync("rows.csv");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Schema.AskAsync($"INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at) VALUES (1, 0, 0, {hash}, 0, 0)"));
        Assert.Contains(refused.SqlState, new[] { PostgresErrorCodes.NotNullViolation, PostgresErrorCodes.CheckViolation, PostgresErrorCodes.DatatypeMismatch });
    }

    [SkippableFact]
    public async Task A_text_that_the_server_cannot_keep_never_comes_to_it_and_loses_nothing()
    {
        var ledger = await OpenAsync();
        var run = await ledger.StartRunAsync("rows.csv");
        var payload = await StoreAsync("raw");
        var rows = Enumerable.Range(0, 20).Select(index => ledger.CreateRowAsync(run.Id, index, payload).AsTask()).ToList();
        await ThrowsAsync<ArgumentException>(async () => await ledger.SetCheckpointAsync(run.Id, "line", "cut\0short"), "a NUL at 3");
        Assert.Equal(20, (await Task.WhenAll(rows)).Length);
        Assert.Empty(await ledger.ReadCheckpointsAsync(run.Id));
    }

    [SkippableFact]
    public async Task The_database_itself_refuses_what_hangs_on_another_run()
    {
        var ledger = await OpenAsync();
        var first = await ledger.StartRunAsync("one");
        var second = await ledger.StartRunAsync("two");
        await ledger.AddSourceAsync(first.Id, "only the first run's");
        await ledger.CreateRowAsync(first.Id, 0, await StoreAsync("raw"));
        foreach (var statement in new[]
        {
            $@"INSERT INTO row (run_id, source, row_index, payload_hash, payload_length, recorded_at) VALUES ({second.Id}, 1, 0, decode(repeat('ab', 32), 'hex'), 0, 0)",
            $"INSERT INTO outcome (run_id, source, row_index, node, attempt, status, duration, recorded_at) VALUES ({second.Id}, 0, 0, 'node', 1, 3, 0, 0)",
            $"INSERT INTO row_attachment (run_id, source, row_index, position, attachment) VALUES ({second.Id}, 0, 0, 0, repeat('0', 32))",
        })
            Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, (await Assert.ThrowsAsync<PostgresException>(() => Schema.AskAsync(statement))).SqlState);
    }

    [SkippableFact]
    public async Task A_commit_waits_for_the_disk_whatever_the_user_is_set_to()
    {
        var hasty = PostgresServer.With(settings => settings.Options = "-c synchronous_commit=off");
        var watching = new Watching();
        await using var source = watching.Connect(hasty);
        await using var ledger = await PostgresLedger.OpenOrCreateAsync(source, Payloads, Schema.Options);
        await Schema.AskAsync("""
            CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE NOTICE ''synchronous_commit=%'', current_setting(''synchronous_commit''); RETURN NEW; END';
            CREATE TRIGGER tell BEFORE INSERT ON run FOR EACH ROW EXECUTE FUNCTION tell()
            """);
        await ledger.StartRunAsync("rows.csv");
        Assert.Contains("synchronous_commit=on", watching.Notices);
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddYears(1);
    }
}
