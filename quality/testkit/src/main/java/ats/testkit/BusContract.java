package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;
import ats.platform.bus.Bus;
import ats.platform.bus.Message;
import ats.platform.bus.Subscription;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every bus promises; each implementation has a test that extends this one. Its bus holds at
/// least 16 messages of a topic and, unless its log is the buffer, should hold fewer than 400, so
/// that back-pressure is met.
@SuppressWarnings("NullAway.Init") // JUnit opens the bus before each test
public abstract class BusContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Bus bus;

    /// A bus that no other test uses; the contract closes it.
    protected abstract Bus bus();

    @BeforeEach
    final void openTheBus() {
        bus = bus();
    }

    @AfterEach
    final void closeTheBus() {
        bus.close();
    }

    @Test
    public void deliversKeyAndBytesOnTheirTopicOnly() {
        var bars = subscribe("bars", "one");
        var trades = subscribe("trades", "one");
        publish("bars", "SPY", "a bar");
        publish("trades", "AIG", "a trade");
        var bar = bars.next();
        assertThat(bar.topic()).isEqualTo("bars");
        assertThat(bar.key()).isEqualTo("SPY");
        assertThat(text(bar)).isEqualTo("a bar");
        assertThat(text(trades.next())).isEqualTo("a trade");
        bars.expectNothing();
    }

    @Test
    public void keepsTheOrderOfEachKey() {
        var seen = subscribe("bars", "one");
        var keys = List.of("SPY", "AIG", "VXX");
        for (int i = 0; i < 300; i++) {
            publish("bars", keys.get(i % 3), Integer.toString(i));
        }
        var last = new TreeMap<String, Integer>();
        for (int i = 0; i < 300; i++) {
            var message = seen.next();
            int number = Integer.parseInt(text(message));
            int before = last.getOrDefault(message.key(), -1);
            assertThat(number)
                    .as("after " + before)
                    .isEqualTo(expected(message.key(), before, keys));
            last.put(message.key(), number);
        }
    }

    @Test
    public void givesEveryGroupEveryMessage() {
        var one = subscribe("bars", "one");
        var two = subscribe("bars", "two");
        for (int i = 0; i < 10; i++) {
            publish("bars", "SPY", Integer.toString(i));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(text(one.next())).isEqualTo(Integer.toString(i));
            assertThat(text(two.next())).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    public void aNewGroupBeginsAtTheOldestMessageKept() {
        publish("bars", "SPY", "early");
        var late = subscribe("bars", "late");
        assertThat(text(late.next())).isEqualTo("early");
    }

    @Test
    public void aGroupThatComesBackGoesOnWhereItCommitted() {
        var first = subscribe("bars", "one");
        publish("bars", "SPY", "a");
        publish("bars", "SPY", "b");
        first.next();
        first.next();
        first.awaitPosition(2);
        first.subscription.close();
        publish("bars", "SPY", "c");
        first.expectNothing();

        var second = subscribe("bars", "one");
        var message = second.next();
        assertThat(text(message)).isEqualTo("c");
        assertThat(message.offset()).isEqualTo(2);
    }

    @Test
    public void movesThePositionOnlyAfterTheHandlerReturned() {
        var entered = new Semaphore(0);
        var leave = new Semaphore(0);
        var subscription =
                bus.subscribe(
                        "bars",
                        "one",
                        _ -> {
                            entered.release();
                            leave.acquireUninterruptibly();
                        });
        publish("bars", "SPY", "a");
        entered.acquireUninterruptibly();
        assertThat(subscription.position()).isZero();
        leave.release();
        await(() -> subscription.position() == 1);
    }

    @Test
    public void deliversAgainAfterAFailureAndKeepsTheOrder() {
        var seen = new LinkedBlockingQueue<String>();
        var failures = new AtomicInteger(2);
        var subscription =
                bus.subscribe(
                        "bars",
                        "one",
                        message -> {
                            if (failures.getAndDecrement() > 0) {
                                throw new IllegalStateException("planned");
                            }
                            seen.add(text(message));
                        });
        publish("bars", "SPY", "a");
        publish("bars", "SPY", "b");
        await(() -> seen.size() == 2);
        assertThat(seen).containsExactly("a", "b");
        assertThat(subscription.failure()).isEmpty();
    }

    @Test
    public void aGroupThatFailsForGoodSaysSoAndLosesNothing() {
        var subscription =
                bus.subscribe(
                        "bars",
                        "broken",
                        _ -> {
                            throw Fault.corrupt("planned");
                        });
        var healthy = subscribe("bars", "healthy");
        publish("bars", "SPY", "a");
        publish("bars", "SPY", "b");
        await(() -> subscription.failure().isPresent());
        assertThat(subscription.failure().orElseThrow()).hasMessageContaining("planned");
        assertThat(subscription.position()).isZero();
        assertThat(text(healthy.next())).isEqualTo("a");
        assertThat(text(healthy.next())).isEqualTo("b");

        subscription.close();
        var mended = subscribe("bars", "broken");
        assertThat(text(mended.next())).isEqualTo("a");
        assertThat(text(mended.next())).isEqualTo("b");
    }

    @Test
    public void aSlowGroupLosesNothingAndHoldsUpNoOther() {
        var slow = new AtomicLong();
        bus.subscribe(
                "bars",
                "slow",
                message -> {
                    if (message.offset() % 20 == 0) pause(5);
                    // Only the next number in line moves the sum on: a gap would stop it.
                    slow.compareAndSet(Integer.parseInt(text(message)), slow.get() + 1);
                });
        var quick = subscribe("bars", "quick");
        for (int i = 0; i < 800; i++) {
            publish("bars", "SPY", Integer.toString(i));
        }
        for (int i = 0; i < 800; i++) {
            assertThat(text(quick.next())).isEqualTo(Integer.toString(i));
        }
        await(() -> slow.get() == 800);
    }

    @Test
    public void aMessageForEveryoneDividesWhatCameBeforeItFromWhatComesAfter() {
        var seen = subscribe("bars", "one");
        for (int instant = 0; instant < 20; instant++) {
            for (int symbol = 0; symbol < 15; symbol++) {
                publish("bars", "S" + symbol, Integer.toString(instant));
            }
            publish("bars", "", Integer.toString(instant));
        }
        for (int instant = 0; instant < 20; instant++) {
            var symbols = new TreeSet<String>();
            for (int symbol = 0; symbol < 15; symbol++) {
                var message = seen.next();
                assertThat(text(message)).isEqualTo(Integer.toString(instant));
                symbols.add(message.key());
            }
            assertThat(symbols).hasSize(15).doesNotContain("");
            var mark = seen.next();
            assertThat(mark.key()).isEmpty();
            assertThat(text(mark)).isEqualTo(Integer.toString(instant));
        }
        seen.expectNothing();
    }

    @Test
    public void severalPublishersLoseNothing() {
        var seen = subscribe("bars", "one");
        var publishers = new ArrayList<Thread>();
        for (var key : List.of("SPY", "AIG", "VXX", "BAC")) {
            publishers.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 100; i++) {
                                            publish("bars", key, Integer.toString(i));
                                        }
                                    }));
        }
        var counts = new TreeMap<String, Integer>();
        for (int i = 0; i < 400; i++) {
            var message = seen.next();
            int due = counts.getOrDefault(message.key(), 0);
            assertThat(text(message)).isEqualTo(Integer.toString(due));
            counts.put(message.key(), due + 1);
        }
        assertThat(counts.values()).containsOnly(100);
        await(() -> publishers.stream().noneMatch(Thread::isAlive));
    }

    @Test
    public void aHandlerMayPublish() {
        var results = subscribe("orders", "one");
        bus.subscribe(
                "bars", "one", message -> bus.publish("orders", message.key(), message.bytes()));
        publish("bars", "SPY", "a");
        assertThat(text(results.next())).isEqualTo("a");
    }

    @Test
    public void closingWaitsForTheHandlerAndDeliversNothingAfterwards() {
        var entered = new Semaphore(0);
        var handled = new AtomicInteger();
        var subscription =
                bus.subscribe(
                        "bars",
                        "one",
                        _ -> {
                            entered.release();
                            pause(50);
                            handled.incrementAndGet();
                        });
        publish("bars", "SPY", "a");
        publish("bars", "SPY", "b");
        entered.acquireUninterruptibly();
        subscription.close();
        assertThat(handled).hasValue(1);
        pause(80);
        assertThat(handled).hasValue(1);
        assertThat(subscription.position()).isEqualTo(1);
    }

    @Test
    public void refusesUseOnceClosed() {
        bus.close();
        assertThatThrownBy(() -> publish("bars", "SPY", "a")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> bus.subscribe("bars", "one", _ -> {})).isInstanceOf(Fault.class);
    }

    private static int expected(String key, int before, List<String> keys) {
        return before < 0 ? keys.indexOf(key) : before + keys.size();
    }

    private Seen subscribe(String topic, String group) {
        var messages = new LinkedBlockingQueue<Message>();
        return new Seen(messages, bus.subscribe(topic, group, messages::add));
    }

    private void publish(String topic, String key, String text) {
        bus.publish(topic, key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Message message) {
        return new String(message.bytes(), StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("it did not happen in time");
            pause(1);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private record Seen(BlockingQueue<Message> messages, Subscription subscription) {
        Message next() {
            try {
                var message = messages.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
                if (message == null) throw new AssertionError("no message came in time");
                return message;
            } catch (InterruptedException stopped) {
                throw new AssertionError("interrupted", stopped);
            }
        }

        void expectNothing() {
            pause(50);
            assertThat(messages).isEmpty();
        }

        void awaitPosition(long position) {
            await(() -> subscription.position() == position);
        }
    }
}
