package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.ModelStore;
import ats.learning.store.Trial;
import ats.platform.Fault;
import ats.testkit.ModelStoreContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedDatabase.class)
final class ModelStoreTest extends ModelStoreContract {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final String old = SharedDatabase.freshName("model-");
    private final String fresh = SharedDatabase.freshName("model-");

    ModelStoreTest(Database database) {
        this.database = database;
    }

    @Override
    protected ModelStore store() {
        return new PostgresModelStore(Tables.emptied(database));
    }

    /// Before the first change, between two of them, and after the last one.
    @ParameterizedTest
    @ValueSource(strings = {"models", "model_steps", "audit_events"})
    void movesAllOrNothingWhereverTheConnectionDies(String table) throws Exception {
        var store = new PostgresModelStore(database);
        register(store, old, fresh);
        store.move(List.of(step(old, Stage.CANDIDATE, Stage.CHAMPION)));
        var before = store.history();
        var swap =
                List.of(
                        step(old, Stage.CHAMPION, Stage.RETIRED),
                        step(fresh, Stage.CANDIDATE, Stage.CHAMPION));

        killAt(table, () -> store.move(swap));
        assertThat(store.champion().map(ModelRecord::hash)).contains(old);
        assertThat(store.find(fresh).orElseThrow().stage()).isEqualTo(Stage.CANDIDATE);
        assertThat(store.history()).isEqualTo(before);
        assertThat(audited(fresh)).isEmpty();

        store.move(swap);
        assertThat(store.champion().map(ModelRecord::hash)).contains(fresh);
        assertThat(store.history()).hasSize(before.size() + 2);
    }

    @Test
    void auditsEachStep() {
        var store = new PostgresModelStore(database);
        register(store, old);
        store.move(List.of(step(old, Stage.CANDIDATE, Stage.SHADOW)));
        assertThat(audited(old)).containsExactly("me model.moved CANDIDATE to SHADOW because");
    }

    @Test
    void neverRewritesTheHistoryOrTheTrials() {
        var store = new PostgresModelStore(database);
        store.register(model(old), List.of(new Trial("job", "configuration", 1)));
        store.move(List.of(step(old, Stage.CANDIDATE, Stage.SHADOW)));
        for (var table : List.of("model_steps", "trials")) {
            for (var sql : List.of("DELETE FROM ", "TRUNCATE ")) {
                assertThatThrownBy(() -> Tables.execute(database, sql + table))
                        .isInstanceOf(Fault.class)
                        .hasMessageContaining("never changed or deleted");
            }
        }
        assertThatThrownBy(() -> Tables.execute(database, "UPDATE model_steps SET reason = ''"))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> Tables.execute(database, "UPDATE trials SET sharpe = 0"))
                .isInstanceOf(Fault.class);
    }

    @Test
    void keepsASecondChampionOutWhoeverWrites() {
        var store = new PostgresModelStore(database);
        register(store, old, fresh);
        store.move(List.of(step(old, Stage.CANDIDATE, Stage.CHAMPION)));
        assertThatThrownBy(() -> Tables.execute(database, "UPDATE models SET stage = 'CHAMPION'"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("one_model_is_champion");
    }

    /// Lets the work run until a statement that waits for the table, and kills its connection
    /// there.
    private void killAt(String table, Runnable work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var killed = new CompletableFuture<List<String>>();
            database.transaction(
                    "stand in the way to " + table,
                    connection -> {
                        try (var statement = connection.createStatement()) {
                            statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
                        }
                        var failure = threads.submit(work);
                        killed.complete(killWhoWaits(table));
                        assertThatThrownBy(failure::get)
                                .cause()
                                .isInstanceOfSatisfying(
                                        Fault.class,
                                        fault ->
                                                assertThat(fault.kind())
                                                        .isEqualTo(Fault.Kind.RETRYABLE));
                        return true;
                    });
            assertThat(killed.get()).containsExactly("t");
        }
    }

    private List<String> killWhoWaits(String table) {
        long started = System.nanoTime();
        var killed = List.<String>of();
        while (killed.isEmpty() && System.nanoTime() - started < PATIENCE.toNanos()) {
            killed =
                    Tables.ask(
                            database,
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE wait_event_type = 'Lock' AND query LIKE '%%%s %%'
                              AND pid <> pg_backend_pid()
                            """
                                    .formatted(table));
        }
        return killed;
    }

    private List<String> audited(String hash) {
        return Tables.ask(
                database,
                "SELECT who || ' ' || what || ' ' || details FROM audit_events WHERE subject = '"
                        + hash
                        + "' ORDER BY id");
    }

    private static void register(ModelStore store, String... hashes) {
        for (var hash : hashes) {
            store.register(model(hash), List.of());
        }
    }

    private static Step step(String hash, Stage from, Stage to) {
        return new Step(7, hash, from, to, "me", "because");
    }

    private static ModelRecord model(String hash) {
        return new ModelRecord(hash, "set", "job", "{}", true, 1, 2, Stage.CANDIDATE);
    }
}
