package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.engine.store.Lease;
import ats.engine.store.LeaseStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of leases promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit opens the store before each test
public abstract class LeaseContract {

    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private final String account = "leased-" + ACCOUNTS.incrementAndGet();
    private LeaseStore leases;

    protected abstract LeaseStore leases();

    /// Makes it so much later than the end of the lease of that account.
    protected abstract void expire(String account, Duration ago);

    @BeforeEach
    final void openTheStore() {
        leases = leases();
    }

    @Test
    public void givesAnUntakenLeaseAtOnceAndToNobodyElse() {
        assertThat(leases.take(account, "one")).contains(new Lease(account, "one", 1));
        assertThat(leases.take(account, "two")).isEmpty();
        assertThat(leases.take(account, "one")).isEmpty();
        assertThat(leases.take(account + "-other", "two")).isPresent();
    }

    @Test
    public void renewsWhatIsHeldAndNothingElse() {
        var held = leases.take(account, "one").orElseThrow();

        assertThat(leases.renew(held)).isTrue();
        assertThat(leases.renew(new Lease(account, "two", 1))).isFalse();
        assertThat(leases.renew(new Lease(account, "one", 2))).isFalse();
    }

    @Test
    public void givesAReleasedLeaseAtOnceWithTheNextEpoch() {
        var first = leases.take(account, "one").orElseThrow();
        leases.release(first);

        assertThat(leases.renew(first)).isFalse();
        assertThat(leases.take(account, "two")).contains(new Lease(account, "two", 2));
        leases.release(first);
        assertThat(leases.take(account, "three")).isEmpty();
    }

    @Test
    public void waitsASecondPastTheEndOfALease() {
        var first = leases.take(account, "one").orElseThrow();
        expire(account, Duration.ofMillis(300));

        assertThat(leases.renew(first)).isFalse();
        assertThat(leases.take(account, "two")).isEmpty();
        expire(account, Duration.ofMillis(1_100));
        assertThat(leases.take(account, "two")).contains(new Lease(account, "two", 2));
        assertThat(leases.renew(first)).isFalse();
    }
}
