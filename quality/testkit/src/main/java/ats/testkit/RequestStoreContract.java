package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.learning.store.RequestStore;
import ats.learning.store.RequestStore.Kind;
import ats.learning.store.RequestStore.Request;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of requests promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit makes the store before each test
public abstract class RequestStoreContract {

    private RequestStore store;

    /// A store without requests.
    protected abstract RequestStore store();

    @BeforeEach
    final void openTheStore() {
        store = store();
    }

    @Test
    public void keepsEachRequestOnceUntilItIsHandled() {
        var requests = new ArrayList<Request>();
        for (var kind : Kind.values()) {
            // as they come, whatever their ids and times
            int left = 9 - requests.size();
            requests.add(new Request("r" + left, "me", kind, "subject", "because", left));
        }
        requests.forEach(request -> assertThat(store.record(request)).isTrue());
        requests.forEach(request -> assertThat(store.record(request)).isFalse());
        assertThat(store.pending()).isEqualTo(requests);
        store.handled(requests.get(1).id(), "done");
        requests.remove(1);
        assertThat(store.pending()).isEqualTo(requests);
    }

    @Test
    public void tellsWhatCameOfARequest() {
        store.record(new Request("r", "me", Kind.TRAIN, "", "", 1));
        assertThat(store.outcome("r")).isEmpty();
        assertThat(store.outcome("none")).isEmpty();
        store.handled("none", "ignored");
        store.handled("r", "");
        store.handled("r", "something else");
        assertThat(store.outcome("r")).contains("");
        assertThat(store.outcome("none")).isEmpty();
        assertThat(store.pending()).isEmpty();
        assertThat(store.record(new Request("r", "me", Kind.TRAIN, "", "", 1))).isFalse();
    }
}
