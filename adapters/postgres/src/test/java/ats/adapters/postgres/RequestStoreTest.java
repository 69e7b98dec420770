package ats.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.learning.store.RequestStore;
import ats.learning.store.RequestStore.Kind;
import ats.learning.store.RequestStore.Request;
import ats.testkit.RequestStoreContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
final class RequestStoreTest extends RequestStoreContract {

    private final Database database;

    RequestStoreTest(Database database) {
        this.database = database;
    }

    @Override
    protected RequestStore store() {
        return new PostgresRequestStore(Tables.emptied(database));
    }

    @Test
    void auditsARequestOnce() {
        var id = SharedDatabase.freshName("request-");
        var request = new Request(id, "me", Kind.PROMOTE, "abc", "looks well", 1);
        var store = new PostgresRequestStore(database);
        store.record(request);
        store.record(request);
        assertThat(
                        Tables.ask(
                                database,
                                "SELECT who || ' ' || what || ' ' || details FROM audit_events"
                                        + " WHERE subject = '"
                                        + id
                                        + "'"))
                .containsExactly("me request.recorded PROMOTE abc looks well");
    }
}
