package ats.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ats.platform.Fault;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.lockstep.Lockstep;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What only this bus promises; what any bus promises is its contract's test.
final class InProcessBusTest {
    private static final Redelivery QUICK =
            new Redelivery(2, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(30));

    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(5));
    private final InProcessBus bus = new InProcessBus(lockstep, 4, QUICK);

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void settlesOnlyWhenEveryGroupHasHandledEverything() {
        var handled = new AtomicInteger();
        bus.subscribe("bars", "slow", _ -> countAfter(handled, 2));
        bus.subscribe("bars", "quick", _ -> handled.incrementAndGet());
        for (int i = 0; i < 20; i++) {
            bus.publish("bars", "SPY", new byte[] {1});
        }
        lockstep.settle();
        assertThat(handled).hasValue(40);
    }

    @Test
    void settlesAcrossAChainOfTopics() {
        var last = new AtomicInteger();
        bus.subscribe("two", "end", _ -> countAfter(last, 1));
        bus.subscribe(
                "one", "middle", message -> bus.publish("two", message.key(), message.bytes()));
        for (int i = 0; i < 20; i++) {
            bus.publish("one", "SPY", new byte[] {1});
        }
        lockstep.settle();
        assertThat(last).hasValue(20);
    }

    @Test
    void countsTheBacklogOfALateSubscriber() {
        bus.publish("bars", "SPY", new byte[] {1});
        lockstep.settle();
        var handled = new AtomicInteger();
        bus.subscribe("bars", "late", _ -> countAfter(handled, 20));
        lockstep.settle();
        assertThat(handled).hasValue(1);
    }

    @Test
    void stopsAfterTheLastRedeliveryAndSaysWhy() {
        var deliveries = new AtomicInteger();
        var failing =
                bus.subscribe(
                        "bars",
                        "broken",
                        _ -> {
                            deliveries.incrementAndGet();
                            throw new IllegalStateException("planned");
                        });
        bus.publish("bars", "SPY", new byte[] {1});
        var failure = failure(failing);
        assertThat(failure.kind()).isEqualTo(Fault.Kind.CORRUPT);
        assertThat(failure).hasMessageContaining("bars@0").hasMessageContaining("planned");
        assertThat(deliveries).hasValue(3);
        assertThat(failing.position()).isZero();
    }

    @Test
    void triesLongerWhileTheFaultIsRetryable() {
        var deliveries = new AtomicInteger();
        var failing =
                bus.subscribe(
                        "bars",
                        "waiting",
                        _ -> {
                            deliveries.incrementAndGet();
                            throw Fault.retryable("database stopped");
                        });
        bus.publish("bars", "SPY", new byte[] {1});
        assertThat(failure(failing).kind()).isEqualTo(Fault.Kind.RETRYABLE);
        assertThat(deliveries.get()).isGreaterThan(3);
    }

    @Test
    void stopsAtOnceWhenTheStateIsCorrupt() {
        var deliveries = new AtomicInteger();
        var failing =
                bus.subscribe(
                        "bars",
                        "corrupt",
                        _ -> {
                            deliveries.incrementAndGet();
                            throw Fault.corrupt("ledger does not balance");
                        });
        bus.publish("bars", "SPY", new byte[] {1});
        assertThat(failure(failing)).hasMessage("CORRUPT: ledger does not balance");
        assertThat(deliveries).hasValue(1);
    }

    @Test
    void reportsAnErrorOfTheHandlerToo() {
        var failing =
                bus.subscribe(
                        "bars",
                        "error",
                        _ -> {
                            throw new AssertionError("planned");
                        });
        bus.publish("bars", "SPY", new byte[] {1});
        assertThat(failure(failing).kind()).isEqualTo(Fault.Kind.CORRUPT);
    }

    @Test
    void aFailedGroupIsNeverQuietAndHoldsUpNobody() {
        var impatient = new CountedLockstep(Duration.ofMillis(50));
        try (var other = new InProcessBus(impatient, 2, QUICK)) {
            var failing =
                    other.subscribe(
                            "bars",
                            "corrupt",
                            _ -> {
                                throw Fault.corrupt("planned");
                            });
            other.publish("bars", "SPY", new byte[] {1});
            failure(failing);
            for (int i = 0; i < 10; i++) {
                other.publish("bars", "SPY", new byte[] {1});
            }
            assertThatThrownBy(impatient::settle)
                    .hasMessageContaining("bus.bars.corrupt sent 1 handled 0");
            failing.close();
            impatient.settle();
        }
    }

    @Test
    void blocksAPublisherWhileTheSlowestGroupIsACapacityBehind() throws InterruptedException {
        var gate = new Semaphore(0);
        bus.subscribe("bars", "slow", _ -> gate.acquireUninterruptibly());
        var published = new AtomicInteger();
        var publisher =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 0; i < 6; i++) {
                                        bus.publish("bars", "SPY", new byte[] {1});
                                        published.incrementAndGet();
                                    }
                                });
        assertThat(publisher.join(Duration.ofMillis(100))).isFalse();
        assertThat(published).hasValue(4);
        gate.release();
        assertThat(publisher.join(Duration.ofMillis(50))).isFalse();
        assertThat(published).hasValue(5);
        gate.release(10);
        assertThat(publisher.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aTopicWithoutSubscribersKeepsItsNewest() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            bus.publish("bars", "SPY", new byte[] {(byte) i});
        }
        var seen = new LinkedBlockingQueue<Long>();
        bus.subscribe("bars", "late", message -> seen.add(message.offset()));
        lockstep.settle();
        assertThat(seen).containsExactly(6L, 7L, 8L, 9L);
    }

    @Test
    void refusesASecondSubscriptionOfOneGroup() {
        bus.subscribe("bars", "one", _ -> {});
        assertThatThrownBy(() -> bus.subscribe("bars", "one", _ -> {}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("already subscribed");
    }

    @Test
    void aSubscriptionMayCloseItself() throws InterruptedException {
        var closed = new CountDownLatch(1);
        var own = new CompletableFuture<Subscription>();
        own.complete(
                bus.subscribe(
                        "bars",
                        "once",
                        _ -> {
                            own.join().close();
                            closed.countDown();
                        }));
        bus.publish("bars", "SPY", new byte[] {1});
        assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
        lockstep.settle();
    }

    @Test
    void isNotSharedWithOtherProcesses() {
        assertThat(new InProcessBus(Lockstep.free(), 1).shared()).isFalse();
    }

    private static void countAfter(AtomicInteger counter, int millis) {
        try {
            Thread.sleep(millis);
            counter.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Fault failure(Subscription subscription) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (subscription.failure().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return subscription.failure().orElseThrow();
    }
}
