package ats.testkit;

import module java.base;

import ats.engine.store.Lease;
import ats.engine.store.LeaseStore;

/// Leases in memory, by a clock that stands for the database's.
public final class MemoryLeaseStore implements LeaseStore {

    private static final long LASTS = Duration.ofSeconds(10).toNanos();
    private static final long QUARANTINE = Duration.ofSeconds(1).toNanos();

    private final LongSupplier clock;
    private final Map<String, Held> leases = new HashMap<>();
    private final Absence absence = new Absence();

    public MemoryLeaseStore(LongSupplier clock) {
        this.clock = clock;
    }

    public Absence absence() {
        return absence;
    }

    @Override
    public synchronized Optional<Lease> take(String account, String holder) {
        return absence.during(() -> taken(account, holder));
    }

    @Override
    public synchronized boolean renew(Lease lease) {
        return absence.during(
                () -> {
                    boolean held = held(lease);
                    if (held) {
                        leases.put(lease.account(), new Held(lease, clock.getAsLong() + LASTS));
                    }
                    return held;
                });
    }

    @Override
    public synchronized void release(Lease lease) {
        var _ =
                absence.during(
                        () ->
                                leases.computeIfPresent(
                                        lease.account(),
                                        (_, last) ->
                                                last.lease.equals(lease)
                                                        ? new Held(lease, Long.MIN_VALUE)
                                                        : last));
    }

    /// Whether a transaction under this lease may write.
    synchronized boolean held(Lease lease) {
        var last = leases.get(lease.account());
        return last != null && last.lease.equals(lease) && clock.getAsLong() < last.expiresAt;
    }

    private Optional<Lease> taken(String account, String holder) {
        var last = leases.get(account);
        if (last != null && !last.free(clock.getAsLong())) {
            return Optional.empty();
        }
        long epoch = last == null ? 1 : last.lease.epoch() + 1;
        var lease = new Lease(account, holder, epoch);
        leases.put(account, new Held(lease, clock.getAsLong() + LASTS));
        return Optional.of(lease);
    }

    /// One that was released has expired for ever.
    private record Held(Lease lease, long expiresAt) {
        boolean free(long now) {
            return expiresAt == Long.MIN_VALUE || now > expiresAt + QUARANTINE;
        }
    }
}
