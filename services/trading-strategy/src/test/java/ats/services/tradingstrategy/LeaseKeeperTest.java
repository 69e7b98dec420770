package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.engine.store.Lease;
import ats.engine.store.LeaseStore;
import ats.platform.Fault;
import ats.testkit.MemoryLeaseStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LeaseKeeperTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-7 * SECOND);
    private final MemoryLeaseStore store = new MemoryLeaseStore(now::get);
    private final AtomicInteger lost = new AtomicInteger();
    private final Watched watched = new Watched();
    private final LeaseKeeper keeper =
            new LeaseKeeper(
                    watched,
                    "ACC",
                    new TradingSettings(
                            "us",
                            Duration.ofMillis(3),
                            Duration.ofSeconds(6),
                            true,
                            false,
                            Duration.ZERO,
                            TradingSettings.ALL_DAYS),
                    now::get,
                    lost::incrementAndGet);

    @AfterEach
    void close() {
        store.absence().refuse(0);
        keeper.close();
    }

    @Test
    void isNotValidBeforeItWasTaken() {
        assertThat(keeper.valid()).isFalse();
        assertThat(keeper.take()).contains(new Lease("ACC", "us", 1));
        assertThat(keeper.valid()).isTrue();
    }

    @Test
    void isNotValidWhenSomebodyElseHoldsIt() {
        var _ = store.take("ACC", "them");

        assertThat(keeper.take()).isEmpty();
        assertThat(keeper.valid()).isFalse();
    }

    @Test
    void endsByOurOwnClockBeforeTheStoreEndsIt() {
        var lease = keeper.take().orElseThrow();
        now.addAndGet(6 * SECOND - 1);
        assertThat(keeper.valid()).isTrue();

        now.addAndGet(1);
        assertThat(keeper.valid()).isFalse();
        assertThat(store.renew(lease)).isTrue();
    }

    @Test
    void countsFromWhenItAskedNotFromTheAnswer() {
        watched.takes = () -> now.addAndGet(5 * SECOND);
        var _ = keeper.take();

        assertThat(keeper.valid()).isTrue();
        now.addAndGet(SECOND);
        assertThat(keeper.valid()).isFalse();
    }

    @Test
    void aStoreThatIsAwayGivesNone() {
        store.absence().refuse(1);

        assertThat(keeper.take()).isEmpty();
        assertThat(keeper.take()).isPresent();
    }

    @Test
    void aStoreThatIsBrokenIsNotPassedOver() {
        watched.takes =
                () -> {
                    throw Fault.corrupt("no such table");
                };

        assertThatThrownBy(keeper::take).hasMessageContaining("no such table");
    }

    @Test
    void renewsWhatItHolds() throws InterruptedException {
        var _ = keeper.take();
        keeper.start();
        for (int second = 0; second < 30; second++) {
            now.addAndGet(SECOND);
            watched.awaitRenewals(2);
            assertThat(keeper.valid()).isTrue();
        }
        assertThat(lost).hasValue(0);
    }

    @Test
    void saysOnceThatItWasLost() throws InterruptedException {
        var _ = keeper.take();
        now.addAndGet(12 * SECOND);
        var _ = store.take("ACC", "them").orElseThrow();
        keeper.start();
        while (lost.get() == 0) {
            Thread.sleep(1);
        }

        assertThat(keeper.valid()).isFalse();
        Thread.sleep(20);
        assertThat(lost).hasValue(1);
    }

    @Test
    void whatCannotBeRenewedRunsOutAndIsNotCalledLost() throws InterruptedException {
        var _ = keeper.take();
        store.absence().refuse(Integer.MAX_VALUE);
        keeper.start();
        watched.awaitRenewals(2);
        assertThat(keeper.valid()).isTrue();

        now.addAndGet(6 * SECOND);
        watched.awaitRenewals(2);
        assertThat(keeper.valid()).isFalse();
        assertThat(lost).hasValue(0);

        store.absence().refuse(0);
        watched.awaitRenewals(2);
        assertThat(keeper.valid()).isTrue();
    }

    @Test
    void aDroppedLeaseIsNotRenewed() throws InterruptedException {
        var _ = keeper.take();
        keeper.drop();
        keeper.start();
        Thread.sleep(20);

        assertThat(keeper.valid()).isFalse();
        assertThat(watched.renewals).hasValue(0);
        assertThat(lost).hasValue(0);
    }

    @Test
    void aCloseLetsTheNextOneBeginAtOnce() {
        var _ = keeper.take();
        keeper.close();

        assertThat(keeper.valid()).isFalse();
        assertThat(store.take("ACC", "them")).contains(new Lease("ACC", "them", 2));
    }

    @Test
    void aCloseWithoutTheStoreIsQuiet() {
        var _ = keeper.take();
        store.absence().refuse(1);
        keeper.close();

        assertThat(keeper.valid()).isFalse();
    }

    /// Counts renewals and lets a take be slow or fail.
    private final class Watched implements LeaseStore {
        private final AtomicInteger renewals = new AtomicInteger();
        private Runnable takes = () -> {};

        @Override
        public Optional<Lease> take(String account, String holder) {
            takes.run();
            return store.take(account, holder);
        }

        @Override
        public boolean renew(Lease lease) {
            try {
                return store.renew(lease);
            } finally {
                renewals.incrementAndGet();
            }
        }

        @Override
        public void release(Lease lease) {
            store.release(lease);
        }

        /// So many that began after this call.
        void awaitRenewals(int more) throws InterruptedException {
            int before = renewals.get();
            while (renewals.get() <= before + more) {
                Thread.sleep(1);
            }
        }
    }
}
