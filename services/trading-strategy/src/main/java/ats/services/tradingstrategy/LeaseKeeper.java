package ats.services.tradingstrategy;

import module java.base;

import ats.engine.store.Lease;
import ats.engine.store.LeaseStore;
import ats.platform.Fault;
import ats.platform.time.ProcessClock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the right to trade: takes the lease, renews it, and says without asking anybody whether an
/// order may still go out.
final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final LeaseStore store;
    private final String account;
    private final TradingSettings settings;
    private final ProcessClock process;
    private final Runnable lost;
    private volatile @Nullable Lease lease;
    private volatile long validTo;
    private volatile boolean closed;
    private final Thread renewer;

    /// `lost` is told once for each lease that somebody else has taken over.
    LeaseKeeper(
            LeaseStore store,
            String account,
            TradingSettings settings,
            ProcessClock process,
            Runnable lost) {
        this.store = store;
        this.account = account;
        this.settings = settings;
        this.process = process;
        this.lost = lost;
        validTo = process.nanos();
        renewer = Thread.ofVirtual().name("lease").unstarted(this::renew);
    }

    void start() {
        renewer.start();
    }

    /// One try; a database that does not answer is a lease that is not given.
    Optional<Lease> take() {
        long asked = process.nanos();
        try {
            var taken = store.take(account, settings.holder());
            taken.ifPresent(
                    ours -> {
                        validTo = asked + settings.fence().toNanos();
                        lease = ours;
                        LOG.atInfo()
                                .setMessage("lease.taken")
                                .addKeyValue("epoch", ours.epoch())
                                .log();
                    });
            return taken;
        } catch (Fault away) {
            if (away.kind() != Fault.Kind.RETRYABLE) {
                throw away;
            }
            return Optional.empty();
        }
    }

    /// Whether an order that goes out now is surely ours to send.
    boolean valid() {
        return lease != null && process.nanos() - validTo < 0;
    }

    /// Somebody found out that it is no longer ours.
    void drop() {
        lease = null;
    }

    @Override
    public void close() {
        closed = true;
        renewer.interrupt();
        var last = lease;
        lease = null;
        if (last == null) {
            return;
        }
        try {
            store.release(last);
        } catch (Fault away) {
            LOG.atWarn().setMessage("lease.not.released").setCause(away).log();
        }
    }

    private void renew() {
        try {
            while (!closed) {
                Thread.sleep(settings.renewEvery());
                var held = lease;
                if (held != null) {
                    renew(held);
                }
            }
        } catch (InterruptedException stopped) {
            LOG.atDebug().setMessage("lease.renewer.ended").log();
        }
    }

    private void renew(Lease held) {
        long asked = process.nanos();
        try {
            if (store.renew(held)) {
                validTo = asked + settings.fence().toNanos();
            } else if (held.equals(lease)) {
                lease = null;
                LOG.atWarn().setMessage("lease.lost").addKeyValue("epoch", held.epoch()).log();
                lost.run();
            }
        } catch (Fault away) {
            // validTo stands still: if the database stays away, nothing more is sent
            LOG.atWarn().setMessage("lease.renewal.failed").setCause(away).log();
        }
    }
}
