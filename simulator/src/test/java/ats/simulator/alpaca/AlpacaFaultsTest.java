package ats.simulator.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;
import ats.simulator.alpaca.AlpacaFaults.Aftermath;
import ats.simulator.alpaca.AlpacaFaults.Refusing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills them before each test
final class AlpacaFaultsTest {
    @TempDir Path folder;
    private Testbed testbed;
    private AlpacaFaults faults;

    @BeforeEach
    void open() {
        testbed = Testbed.at(folder);
        faults = testbed.server.faults();
    }

    @AfterEach
    void close() {
        testbed.close();
    }

    @Test
    void withholdsAnAnswerOfAnOrderThatItHas() {
        faults.afterAccepting(Aftermath.WITHHELD);
        var answer = testbed.later("POST", "/v2/orders", Testbed.form("one"));
        awaitOrder("one");
        assertThat(answer).isNotDone();
        faults.release();
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(testbed.order("two").status()).isEqualTo(200);
    }

    @Test
    void answersWithErrorsThoughItHasTheOrder() {
        faults.afterAccepting(Aftermath.SERVER_ERROR);
        assertThat(testbed.order("one").status()).isEqualTo(500);
        faults.afterAccepting(Aftermath.GATEWAY_TIMEOUT);
        var timeout = testbed.order("two");
        assertThat(timeout.status()).isEqualTo(504);
        assertThat(timeout.body()).startsWith("<html>");
        faults.afterAccepting(Aftermath.UNREADABLE);
        var half = testbed.order("three");
        assertThat(half.status()).isEqualTo(200);
        assertThatThrownBy(half::json).isInstanceOf(Fault.class);
        faults.afterAccepting(Aftermath.ANSWERED);
        assertThat(testbed.order("four").status()).isEqualTo(200);
        assertThat(names()).containsExactly("four", "three", "two", "one");
    }

    @Test
    void cutsTheConnectionThoughItHasTheOrder() {
        faults.afterAccepting(Aftermath.CUT);
        assertThatThrownBy(() -> testbed.order("one")).isInstanceOf(UncheckedIOException.class);
        assertThat(names()).containsExactly("one");
    }

    @Test
    void refusesOrdersBeforeItHasThem() {
        faults.refuseOrders(Refusing.SERVER_ERROR, 1);
        assertThat(testbed.order("one").status()).isEqualTo(500);
        faults.refuseOrders(Refusing.BUSY, 1);
        var busy = testbed.order("one");
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.header("Retry-After")).isEqualTo("1");
        faults.refuseOrders(Refusing.BUYING_POWER, 1);
        assertThat(testbed.order("one").text("message")).isEqualTo("insufficient buying power");
        faults.refuseOrders(Refusing.UNPROCESSABLE, 1);
        assertThat(testbed.order("one").status()).isEqualTo(422);
        assertThat(names()).isEmpty();
        assertThat(testbed.order("one").status()).isEqualTo(200);
    }

    @Test
    void failsReads() {
        faults.busyReads(1);
        assertThat(testbed.get("/v2/clock").status()).isEqualTo(429);
        faults.brokenReads(1);
        assertThat(testbed.get("/v2/clock").status()).isEqualTo(500);
        faults.unreadableReads(1);
        assertThatThrownBy(() -> testbed.get("/v2/clock").json()).isInstanceOf(Fault.class);
        assertThat(testbed.get("/v2/clock").status()).isEqualTo(200);
    }

    @Test
    void blocksTheAccount() {
        faults.accountBlocked(true);
        assertThat(testbed.get("/v2/account").text("account_blocked")).isEqualTo("true");
        assertThat(testbed.get("/v2/account").text("trading_blocked")).isEqualTo("true");
        assertThat(testbed.order("one").status()).isEqualTo(403);
        faults.accountBlocked(false);
        assertThat(testbed.order("one").status()).isEqualTo(200);
    }

    @Test
    void forgetsASymbol() {
        faults.unknownSymbol(Testbed.AAPL);
        assertThat(testbed.order("one").text("message")).isEqualTo("asset \"AAPL\" not found");
        assertThat(testbed.get("/v2/assets/AAPL").status()).isEqualTo(404);
    }

    @Test
    void doublesUpdates() {
        try (var ear = Ear.listening(testbed)) {
            faults.doubledUpdates(1);
            testbed.order("one");
            assertThat(ear.update()).isEqualTo(ear.update());
            testbed.lockstep.settle();
        }
    }

    @Test
    void delaysUpdatesInMarketTime() {
        try (var ear = Ear.listening(testbed)) {
            faults.delayedUpdates(1, Duration.ofSeconds(90));
            testbed.order("one");
            testbed.bar("190");
            assertThat(ear.events(1)).containsExactly("fill");
            testbed.clock.moveTo(Testbed.MONDAY.open() + 2 * Testbed.MINUTE);
            assertThat(ear.events(1)).containsExactly("new");
            testbed.lockstep.settle();
        }
    }

    @Test
    void losesUpdates() {
        try (var ear = Ear.listening(testbed)) {
            faults.lostUpdates(1);
            testbed.order("one");
            testbed.bar("190");
            assertThat(ear.events(1)).containsExactly("fill");
            testbed.lockstep.settle();
        }
    }

    @Test
    void malformsFramesThatAreHandledAllTheSame() {
        try (var ear = Ear.listening(testbed)) {
            faults.malformedFrames(1);
            testbed.order("one");
            var garbage = ear.nextText();
            assertThatThrownBy(() -> Json.parse(garbage)).isInstanceOf(Fault.class);
            testbed.bar("190");
            assertThat(ear.events(1)).containsExactly("fill");
            testbed.lockstep.settle();
        }
    }

    @Test
    void cutsTheStreamAndStaysQuiet() {
        try (var ear = Ear.listening(testbed)) {
            faults.droppedConnections(1);
            testbed.order("one");
            assertThat(ear.awaitClosed()).isNotEqualTo(1000);
            testbed.bar("190");
            testbed.lockstep.settle();
            assertThat(ear.silent()).isTrue();
        }
        try (var again = Ear.listening(testbed)) {
            testbed.order("two");
            assertThat(again.events(1)).containsExactly("new");
        }
    }

    private void awaitOrder(String name) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!names().contains(name)) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    private List<String> names() {
        return testbed.get("/v2/orders").each("client_order_id");
    }
}
