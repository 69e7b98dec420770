package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.lockstep.CountedLockstep;
import ats.platform.lockstep.Lockstep;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class InboxTest {
    private static final int CAPACITY = 100_000;
    private static final int BATCH = 10_000;

    private final Inbox inbox = new Inbox(Lockstep.free().work("notices"));

    @Test
    void givesAllThatWaitsInTheOrderInWhichItCame() throws InterruptedException {
        var notices =
                List.of(
                        new Notice.Told(update("first")),
                        new Notice.Fed(Desk.bar(60, 1)),
                        new Notice.Fed(Desk.mark(60)),
                        new Notice.Commanded());
        notices.forEach(inbox::put);

        assertThat(inbox.depth()).isEqualTo(4);
        assertThat(inbox.take(null)).isEqualTo(notices);
        assertThat(inbox.empty()).isTrue();
    }

    @Test
    void givesNothingWhenNothingCameInTime() throws InterruptedException {
        assertThat(inbox.take(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void givesNoMoreThanOneTransactionsWorth() throws InterruptedException {
        for (int notice = 0; notice < BATCH + 5; notice++) {
            inbox.put(new Notice.Doubted(Integer.toString(notice)));
        }

        assertThat(inbox.take(null)).hasSize(BATCH).endsWith(new Notice.Doubted("9999"));
        assertThat(inbox.take(null)).hasSize(5).endsWith(new Notice.Doubted("10004"));
    }

    @Test
    void whoeverPutsMoreThanItHoldsWaits() throws InterruptedException {
        for (int notice = 0; notice < CAPACITY; notice++) {
            inbox.put(new Notice.Connected());
        }
        var putter = Thread.ofPlatform().start(() -> inbox.put(new Notice.Stopped()));
        while (putter.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        assertThat(inbox.depth()).isEqualTo(CAPACITY);

        assertThat(inbox.take(null)).hasSize(BATCH);
        putter.join();
        assertThat(inbox.depth()).isEqualTo(CAPACITY - BATCH + 1);
    }

    @Test
    void aNoticeIsWorkUntilItsBatchIsDone() throws InterruptedException {
        var lockstep = new CountedLockstep(Duration.ofSeconds(20));
        var counted = new Inbox(lockstep.work("notices"));
        counted.put(new Notice.Connected());
        var settled = Thread.ofPlatform().start(lockstep::settle);

        var batch = counted.take(null);
        while (settled.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        counted.done(batch);
        settled.join();
    }

    @Test
    void whatAnInterruptedThreadCouldNotPutIsNoWork() throws InterruptedException {
        var lockstep = new CountedLockstep(Duration.ofSeconds(20));
        var counted = new Inbox(lockstep.work("notices"));
        var putter =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    counted.put(new Notice.Connected());
                                });
        putter.join();

        assertThat(counted.empty()).isTrue();
        lockstep.settle();
    }

    private static ats.domain.OrderUpdate update(String id) {
        return new ats.domain.OrderUpdate.Canceled(new ats.domain.OrderId(id), 1, 2);
    }
}
