package ats.simulator.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest;

@SuppressWarnings("NullAway.Init") // JUnit fills them before each test
final class AlpacaMarketTest {
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
    void tellsTheTime() {
        var open = testbed.get("/v2/clock");
        assertThat(open.text("timestamp")).isEqualTo("2024-06-03T09:30:00-04:00");
        assertThat(open.text("is_open")).isEqualTo("true");
        assertThat(open.text("next_open")).isEqualTo("2024-06-04T09:30:00-04:00");
        assertThat(open.text("next_close")).isEqualTo("2024-06-03T16:00:00-04:00");
        testbed.clock.moveTo(Testbed.MONDAY.close());
        var closed = testbed.get("/v2/clock");
        assertThat(closed.text("is_open")).isEqualTo("false");
        assertThat(closed.text("next_open")).isEqualTo("2024-06-04T09:30:00-04:00");
        assertThat(closed.text("next_close")).isEqualTo("2024-06-04T16:00:00-04:00");
    }

    @Test
    void listsTheDaysOfTrading() {
        var days = testbed.get("/v2/calendar?start=2024-07-03&end=2024-07-05");
        assertThat(days.each("date")).containsExactly("2024-07-03", "2024-07-05");
        assertThat(days.each("open")).containsExactly("09:30", "09:30");
        assertThat(days.each("close")).containsExactly("13:00", "16:00");
        assertThat(days.each("settlement_date")).containsExactly("2024-07-05", "2024-07-08");
        assertThat(testbed.get("/v2/calendar").json().size()).isGreaterThan(200);
        assertThat(testbed.get("/v2/calendar?start=1980-01-01").status()).isEqualTo(422);
        assertThat(testbed.get("/v2/calendar?start=soon").status()).isEqualTo(422);
    }

    @Test
    void listsWhatItTrades() {
        assertThat(testbed.get("/v2/assets").each("symbol")).containsExactly("AAPL", "MSFT");
        var asset = testbed.get("/v2/assets/AAPL");
        assertThat(asset.text("tradable")).isEqualTo("true");
        assertThat(testbed.get("/v2/assets/" + asset.text("id")).text("symbol")).isEqualTo("AAPL");
        var missing = testbed.get("/v2/assets/ZZZ");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text("message")).isEqualTo("asset not found for ZZZ");
    }

    @Test
    void wantsItsKeys() {
        var bare = HttpRequest.newBuilder(testbed.server.address().resolve("/v2/account")).build();
        assertThat(testbed.send(bare).status()).isEqualTo(403);
        assertThat(testbed.send(bare).text("message")).isEqualTo("forbidden.");
        var wrong =
                testbed.request("GET", "/v2/account", "")
                        .setHeader("APCA-API-SECRET-KEY", "wrong")
                        .build();
        assertThat(testbed.send(wrong).status()).isEqualTo(401);
        assertThat(testbed.send(wrong).text("code")).isEqualTo("40110000");
    }

    @Test
    void namesEachAnswer() {
        var one = testbed.get("/v2/clock").header("X-Request-ID");
        var two = testbed.get("/v2/nothing");
        assertThat(one).hasSize(32);
        assertThat(two.header("X-Request-ID")).hasSize(32).isNotEqualTo(one);
        assertThat(two.status()).isEqualTo(404);
        assertThat(two.text("message")).isEqualTo("endpoint not found.");
        assertThat(testbed.server.requests()).isEqualTo(2);
    }

    @Test
    void limitsRequestsInAMinuteOfMarketTime() {
        var other = folder.resolve("b");
        try (var slow = Testbed.at(other, "none", options -> options.withRequestsPerMinute(2))) {
            assertThat(slow.get("/v2/clock").header("X-RateLimit-Remaining")).isEqualTo("1");
            assertThat(slow.get("/v2/clock").status()).isEqualTo(200);
            var refused = slow.get("/v2/clock");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text("code")).isEqualTo("42910000");
            assertThat(refused.header("X-RateLimit-Reset"))
                    .isEqualTo(
                            Long.toString(Instant.parse("2024-06-03T13:31:00Z").getEpochSecond()));
            slow.clock.moveTo(Testbed.MONDAY.open() + Testbed.MINUTE);
            assertThat(slow.get("/v2/clock").status()).isEqualTo(200);
        }
    }
}
