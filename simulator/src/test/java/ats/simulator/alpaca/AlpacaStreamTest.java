package ats.simulator.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills them before each test
final class AlpacaStreamTest {
    @TempDir Path folder;
    private Testbed testbed;

    @BeforeEach
    void open() {
        testbed = Testbed.at(folder);
    }

    @AfterEach
    void close() {
        testbed.close();
    }

    @Test
    void authorizesThenListens() {
        try (var ear = Ear.connected(testbed)) {
            ear.say("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
            assertThat(ear.nextText())
                    .isEqualTo(
                            "{\"stream\":\"authorization\",\"data\":{\"status\":\"unauthorized\","
                                    + "\"action\":\"listen\"}}");
            ear.say(Ear.keys(Testbed.SECRET));
            assertThat(ear.update().path("status").asString()).isEqualTo("authorized");
            ear.say("{\"action\":\"listen\",\"data\":{\"streams\":[\"odd\",\"trade_updates\"]}}");
            var listening = ear.next();
            assertThat(listening.path("stream").asString()).isEqualTo("listening");
            assertThat(listening.path("data").path("streams").toString())
                    .isEqualTo("[\"trade_updates\"]");
        }
    }

    @Test
    void refusesWrongKeysAndHangsUp() {
        try (var ear = Ear.connected(testbed)) {
            ear.say(Ear.keys("wrong"));
            assertThat(ear.update().path("status").asString()).isEqualTo("unauthorized");
            assertThat(ear.awaitClosed()).isEqualTo(1008);
        }
    }

    @Test
    void complainsAboutWhatItCannotRead() {
        try (var ear = Ear.connected(testbed)) {
            ear.say("{nonsense");
            assertThat(ear.update().path("error_message").asString()).isEqualTo("invalid syntax");
            ear.say("{\"action\":\"sing\"}");
            assertThat(ear.update().path("error_message").asString()).isEqualTo("invalid action");
        }
    }

    @Test
    void tellsTheLifeOfAnOrder() {
        try (var ear = Ear.listening(testbed)) {
            var id = testbed.order("one").text("id");
            testbed.bar("190");
            var first = ear.update();
            assertThat(first.path("event").asString()).isEqualTo("new");
            assertThat(first.path("order").path("id").asString()).isEqualTo(id);
            assertThat(first.path("order").path("status").asString()).isEqualTo("new");
            assertThat(first.path("order").path("filled_qty").asString()).isEqualTo("0");

            var fill = ear.update();
            assertThat(fill.path("event").asString()).isEqualTo("fill");
            assertThat(fill.path("price").asString()).isEqualTo("190");
            assertThat(fill.path("qty").asString()).isEqualTo("10");
            assertThat(fill.path("position_qty").asString()).isEqualTo("10");
            assertThat(fill.path("timestamp").asString()).isEqualTo("2024-06-03T13:30:00Z");
            assertThat(fill.path("at").asString()).isEqualTo("2024-06-03T13:31:00Z");
            assertThat(fill.path("order").path("status").asString()).isEqualTo("filled");
            var execution = fill.path("execution_id").asString();
            assertThat(testbed.get("/v2/account/activities/FILL").each("id"))
                    .containsExactly("20240603093100000::" + execution);
        }
    }

    @Test
    void tellsCancellationsReplacementsAndExpiries() {
        try (var ear = Ear.listening(testbed)) {
            var one = testbed.order("one", "type", "limit", "limit_price", "1").text("id");
            var two = testbed.order("two", "type", "limit", "limit_price", "1").text("id");
            testbed.ask("DELETE", "/v2/orders/" + one, "");
            testbed.ask("PATCH", "/v2/orders/" + two, "{\"limit_price\":\"2\"}");
            testbed.closeMarket();
            assertThat(ear.events(5))
                    .containsExactly("new", "new", "pending_cancel", "canceled", "pending_replace");
            var replaced = ear.update();
            assertThat(replaced.path("event").asString()).isEqualTo("replaced");
            assertThat(replaced.path("order").path("id").asString()).isEqualTo(two);
            var successor = ear.update();
            assertThat(successor.path("event").asString()).isEqualTo("new");
            assertThat(successor.path("order").path("replaces").asString()).isEqualTo(two);
            assertThat(ear.events(1)).containsExactly("expired");
        }
    }

    @Test
    void tellsPartialFillsWithThePositionSoFar() {
        var other = folder.resolve("limited");
        try (var limited = Testbed.at(other, "volume=0.0004%", options -> options);
                var ear = Ear.listening(limited)) {
            limited.order("one");
            limited.bar("190");
            limited.bar("191");
            limited.bar("192");
            assertThat(ear.events(1)).containsExactly("new");
            assertThat(ear.update().path("event").asString()).isEqualTo("partial_fill");
            var second = ear.update();
            assertThat(second.path("event").asString()).isEqualTo("partial_fill");
            assertThat(second.path("qty").asString()).isEqualTo("4");
            assertThat(second.path("position_qty").asString()).isEqualTo("8");
            assertThat(second.path("order").path("filled_avg_price").asString()).isEqualTo("190.5");
            assertThat(ear.update().path("event").asString()).isEqualTo("fill");
        }
    }

    @Test
    void isQuietOnceTheListenerHasHandledEachUpdate() {
        try (var ear = Ear.listening(testbed)) {
            testbed.order("one");
            testbed.bar("190");
            assertThat(ear.events(2)).containsExactly("new", "fill");
            testbed.lockstep.settle();
            assertThat(ear.silent()).isTrue();
            assertThat(testbed.server.frames()).isEqualTo(2);
        }
    }

    @Test
    void sendsNothingToThoseWhoDoNotListen() {
        try (var ear = Ear.connected(testbed)) {
            testbed.order("one");
            ear.say(Ear.keys(Testbed.SECRET));
            assertThat(ear.update().path("status").asString()).isEqualTo("authorized");
            testbed.order("two");
            ear.say("{\"action\":\"listen\",\"data\":{\"streams\":[]}}");
            assertThat(ear.update().path("streams").values()).isEmpty();
            testbed.lockstep.settle();
            assertThat(testbed.server.frames()).isZero();
        }
    }
}
