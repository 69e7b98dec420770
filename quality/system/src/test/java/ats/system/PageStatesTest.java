package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.system.Chromium.Look;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the page makes of states that a demonstration does not reach: a closed market, real money,
/// a loss, a database that is away, a server that falls silent.
final class PageStatesTest {

    private static final long MINUTE = 60_000;
    private static final long START = StagedSystem.FRIDAY_EVENING.toEpochMilli() - 300 * MINUTE;

    private static Chromium chromium;

    private final StagedSystem system = new StagedSystem();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    void countsDownToTheOpen() {
        try (var visit = visit()) {
            visit.shows("#countdown", "closed, opens in 2 d 15:");
            visit.shows("#countdown", "12 Jan 09:30 New York");
            visit.shows("#market-date", "Fri, 9 Jan 2026");
            visit.changed("#countdown", visit.text("#countdown"));
            system.says("speed", 60);
            visit.shows("#countdown", "closed, opens 12 Jan 09:30");
        }
    }

    @Test
    void saysWhatIsBeingWaitedFor() {
        try (var visit = visit()) {
            visit.shows("#positions", "Nothing is held.");
            visit.shows("#orders", "No orders yet.");
            visit.shows("#equity-chart", "The curve begins with the second bar");
            visit.shows("#candle-readout", "waiting for the first bar of ASTER");
        }
    }

    /// Green is only for what nobody needs to look at.
    @Test
    void showsWhichServiceWantsSomebodyToLook() {
        system.lists(
                "services",
                List.of(
                        service("data-acquisition", "READY", true, true),
                        service("model-training", "WARNING", true, true),
                        service("trading-strategy", "DEGRADED", true, false),
                        service("feature-engineering", "SILENT", false, false)));
        try (var visit = visit()) {
            visit.shows("#services .well:has(.dot.ready)", "data-acquisition");
            visit.shows(
                    "#services li:not(.well):has(.dot:not(.ready, .dead)) >> nth=0",
                    "model-training");
            visit.shows(
                    "#services li:not(.well):has(.dot:not(.ready, .dead)) >> nth=1",
                    "trading-strategy");
            visit.shows("#services li:not(.well):has(.dot.dead)", "feature-engineering");
        }
    }

    @Test
    void readsWellInEveryKindOfMarketAndState() {
        stageABusyDay();
        var kinds =
                Map.of(
                        "synthetic", "SYNTHETIC",
                        "replay", "REPLAY",
                        "simulated", "REAL PRICES",
                        "paper", "PAPER",
                        "live", "REAL MONEY");
        var conditions = List.of("ACTIVE", "REDUCING", "HALTED");
        for (var look : Look.all()) {
            try (var visit = visit(look)) {
                visit.page().waitForSelector("#orders .state-DENIED");
                for (var kind : kinds.entrySet()) {
                    system.says("kind", kind.getKey());
                    visit.shows("#banner", kind.getValue());
                    assertThat(visit.unusable()).as(kind + " with " + look).isEmpty();
                }
                for (var condition : conditions) {
                    system.says("condition", condition);
                    visit.shows("#condition", condition);
                    assertThat(visit.unusable()).as(condition + " with " + look).isEmpty();
                }
                visit.button("Kill").click();
                visit.shows("#ask-title", "Kill trading?");
                assertThat(visit.unusable()).as("asking, with " + look).isEmpty();
            }
        }
    }

    @Test
    void tellsALossWithoutColour() {
        stageABusyDay();
        try (var visit = visit()) {
            visit.shows("#positions", "−1,234.50");
            visit.shows("#equity", "$1,234,567.89");
            visit.shows("#realized", "−$65,432.10");
            visit.shows("#drawdown", "−5.03%");
            visit.shows("#profit", "−$65,432.11");
            visit.shows("#orders", "more than the limit");
            visit.shows("#orders .state-PARTIALLY_FILLED", "partially filled (40)");
            assertThat(visit.at("#orders tr").nth(0).innerText()).contains("sell");
        }
    }

    @Test
    void marksOurFillsInTheirBars() {
        stageABusyDay();
        try (var visit = visit()) {
            visit.shows("#candle-readout", "C 84.00");
            visit.page().waitForSelector("#candle-chart[aria-label$='with 0 fills']");
            long unmarked = visit.drawn("#candle-chart");
            system.lists("candles", bars(List.of(fill(70), fill(100_000))));
            visit.page().waitForSelector("#candle-chart[aria-label$='with 2 fills']");
            visit.page().waitForCondition(() -> visit.drawn("#candle-chart") != unmarked);
            system.lists("candles", bars(List.of(fill(100_000))));
            visit.page().waitForSelector("#candle-chart[aria-label$='with 1 fills']");
            visit.page().waitForCondition(() -> visit.drawn("#candle-chart") == unmarked);
        }
    }

    @Test
    void showsThatWhatItShowsIsDoubtful() {
        stageABusyDay();
        try (var visit = visit()) {
            visit.shows("#condition", "ACTIVE");
            system.says("trouble", "the database is away: refused");
            visit.shows("#trouble", "the database is away: refused");
            visit.shows("#condition", "was ACTIVE");
            assertThat(visit.unusable()).isEmpty();
            system.says("trouble", "");
            visit.hides("#trouble");
            visit.shows("#condition", "ACTIVE");
        }
    }

    @Test
    void noticesAServerThatFellSilentAndAsksAnew() {
        try (var visit = visit()) {
            visit.shows("#condition", "ACTIVE");
            assertThat(system.connections()).isOne();
            system.mute();
            visit.shows("#trouble", "Connection lost");
            visit.page().waitForCondition(() -> system.connections() > 1);
            system.says("reason", "");
            visit.hides("#trouble");
            visit.shows("#condition", "ACTIVE");
        }
    }

    @Test
    void showsHostileWordsAsWords() {
        var hostile = "<img src=x onerror=\"window.broken=1\">";
        system.lists("orders", List.of(order("DENIED", "0", hostile)));
        try (var visit = visit()) {
            system.says("reason", hostile);
            visit.shows("#reason", hostile);
            visit.shows("#orders", hostile);
            assertThat(visit.page().evaluate("window.broken")).isNull();
        }
    }

    @Test
    void isReachedAndLeftByKeyboard() {
        try (var visit = visit()) {
            visit.shows("#condition", "ACTIVE");
            visit.shows("#learning-doing", "waits for history");
            var stops = new LinkedHashSet<String>();
            for (int press = 0; press < 16; press++) {
                visit.page().keyboard().press("Tab");
                var at = (String) visit.page().evaluate(FOCUSED);
                assertThat(at).as("a ring around what has the focus").endsWith("solid");
                stops.add(at.replace(" solid", ""));
            }
            assertThat(stops)
                    .containsSequence("Pause", "Flatten", "Kill", "symbol", "Positions", "Orders")
                    .containsSequence("Train now", "Models", "Training", "Drift of features")
                    .contains("API", "metrics");
            visit.button("Kill").focus();
            visit.page().keyboard().press("Enter");
            visit.shows("#ask-title", "Kill trading?");
            assertThat((String) visit.page().evaluate(FOCUSED)).startsWith("Back");
            visit.page().keyboard().press("Escape");
            visit.hides("#ask");
            assertThat((String) visit.page().evaluate(FOCUSED)).startsWith("Kill");
            assertThat(visit.asked()).isZero();
        }
    }

    private static final String FOCUSED =
            """
            () => {
              const at = document.activeElement;
              const titled = document.getElementById(at.getAttribute("aria-labelledby"));
              const name = titled?.textContent ?? (at.id === "symbol" ? at.id : at.textContent);
              return name.trim() + " " + getComputedStyle(at).outlineStyle;
            }
            """;

    private Visit visit() {
        return visit(Look.USUAL);
    }

    private Visit visit(Look look) {
        return chromium.visit(system.address(), look);
    }

    private void stageABusyDay() {
        system.lists("candles", bars(List.of()));
        system.lists(
                "equity",
                IntStream.range(0, 100)
                        .mapToObj(at -> Map.of("at", START + at * MINUTE, "equity", 1_300_000 - at))
                        .toList());
        system.lists(
                "positions",
                List.of(position("ASTER", "8400", "-1234.5"), position("BASIL", "", "")));
        system.lists(
                "orders",
                List.of(
                        order("PARTIALLY_FILLED", "40", ""),
                        order("DENIED", "0", "more than the limit allows for one order"),
                        order("FILLED", "100", "")));
        system.lists(
                "services",
                List.of(
                        service("data-acquisition", "READY", true, true),
                        service("trading-strategy", "STARTING", true, false),
                        service("model-training", "SILENT", false, false)));
    }

    private static Map<String, Object> bars(List<Object> fills) {
        var bars =
                IntStream.range(0, 85)
                        .mapToObj(
                                at ->
                                        Map.of(
                                                "from",
                                                START + at * MINUTE,
                                                "to",
                                                START + (at + 1) * MINUTE,
                                                "open",
                                                Integer.toString(at),
                                                "high",
                                                Integer.toString(at + 2),
                                                "low",
                                                Integer.toString(at - 1),
                                                "close",
                                                at % 3 == 0 ? "" + at : "" + (at + 1)))
                        .toList();
        return Map.of("symbol", "ASTER", "bars", bars, "fills", fills);
    }

    private static Object fill(long minute) {
        return Map.of(
                "at", START + minute * MINUTE, "side", "BUY", "quantity", "40", "price", "70.5");
    }

    private static Object position(String symbol, String value, String profit) {
        return Map.of(
                "symbol",
                symbol,
                "quantity",
                "1000",
                "averageCost",
                "85.2345",
                "last",
                value.isEmpty() ? "" : "84",
                "value",
                value,
                "profit",
                profit);
    }

    private static Object order(String state, String filled, String reason) {
        var order = new HashMap<String, Object>();
        order.putAll(Map.of("id", state, "symbol", "ASTER", "side", "SELL", "quantity", "100"));
        order.putAll(Map.of("filled", filled, "pricing", "limit 84.5", "state", state));
        order.putAll(Map.of("averagePrice", filled.equals("0") ? "" : "84.5", "reason", reason));
        order.putAll(Map.of("decidedAt", START, "changedAt", START + MINUTE));
        return order;
    }

    private static Object service(String name, String state, boolean live, boolean ready) {
        return Map.of(
                "name", name, "state", state, "detail", "staged", "live", live, "ready", ready);
    }
}
