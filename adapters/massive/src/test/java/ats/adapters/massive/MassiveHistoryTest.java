package ats.adapters.massive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;

import io.javalin.http.Context;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MassiveHistoryTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long MINUTE = 60_000_000_000L;
    private static final long FROM = FakeVendor.NOW - 60 * MINUTE;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Metrics metrics = new Metrics();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
        metrics.close();
    }

    @Test
    void followsEveryPageOnOurOwnHostWithTheKeyOnEach() {
        var vendor =
                vendor(
                        context -> {
                            boolean second = context.queryParam("cursor") != null;
                            context.result(
                                    second
                                            ? page("", row(1, "5"))
                                            : page(
                                                    "https://api.polygon.io/v2/aggs/ticker"
                                                        + "/SPY/range/1/minute/9/9?cursor=abc%3D",
                                                    row(0, "5")));
                        });
        var bars = history(vendor, FROM, FakeVendor.NOW);
        assertThat(bars).extracting(Bar::from).containsExactly(FROM, FROM + MINUTE);
        assertThat(vendor.requests)
                .containsExactly(
                        "/v2/aggs/ticker/SPY/range/1/minute/"
                                + FROM / 1_000_000
                                + "/"
                                + (FakeVendor.NOW / 1_000_000 - 1)
                                + "?adjusted=false&sort=asc&limit=50000",
                        "/v2/aggs/ticker/SPY/range/1/minute/9/9?cursor=abc%3D");
    }

    @Test
    void readsPricesAndVolumesExactly() {
        var vendor =
                vendor(
                        context ->
                                context.result(
                                        page(
                                                "",
                                                "{\"t\":"
                                                        + FROM / 1_000_000
                                                        + ",\"o\":10.1,\"h\":1.2E1,\"l\":9.0004,"
                                                        + "\"c\":11.123456789,\"v\":1.5e3,"
                                                        + "\"dv\":\"1500.25\",\"later\":{}}",
                                                row(1, "6.42646396e8"))));
        var bars = history(vendor, FROM, FakeVendor.NOW);
        assertThat(bars.getFirst())
                .isEqualTo(
                        new Bar(
                                SPY,
                                FROM,
                                FROM + MINUTE,
                                FROM + MINUTE + 3_000_000_000L,
                                Price.parse("10.1"),
                                Price.parse("12"),
                                Price.parse("9.0004"),
                                Price.parse("11.123456789"),
                                Quantity.parse("1500.25"),
                                true));
        assertThat(bars.getLast().volume()).isEqualTo(Quantity.of(642_646_396));
    }

    @Test
    void anAnswerWithoutResultsHasNoBars() {
        var vendor =
                vendor(context -> context.result("{\"resultsCount\":0,\"status\":\"DELAYED\"}"));
        assertThat(history(vendor, FROM, FakeVendor.NOW)).isEmpty();
        assertThat(history(vendor, FROM, FROM)).isEmpty();
        assertThat(vendor.requests).hasSize(1);
    }

    @Test
    void skipsRowsThatMakeNoBarAndCountsThem() {
        var vendor =
                vendor(
                        context ->
                                context.result(
                                        page(
                                                "",
                                                row(0, "1"),
                                                row(0, "1"),
                                                row(2, "-1"),
                                                "{\"t\":1}",
                                                "[]",
                                                "{\"t\":"
                                                        + (FROM / 1_000_000 + 180_000)
                                                        + ",\"o\":1e999999999,\"h\":1,\"l\":1,"
                                                        + "\"c\":1,\"v\":1}",
                                                row(4, "1"))));
        assertThat(history(vendor, FROM, FakeVendor.NOW))
                .extracting(Bar::from)
                .containsExactly(FROM, FROM + 4 * MINUTE);
        assertThat(metrics.scrape()).contains("massive_rows_skipped_total 5.0");
    }

    @Test
    void givesNoBarThatIsNotOverOrWasNotAskedFor() {
        var vendor =
                vendor(
                        context ->
                                context.result(page("", row(-1, "1"), row(59, "1"), row(60, "1"))));
        assertThat(history(vendor, FROM, FakeVendor.NOW + MINUTE))
                .extracting(Bar::from)
                .containsExactly(FROM + 59 * MINUTE);
    }

    @Test
    void aTornPageGivesNothingAtAll() {
        var vendor = vendor(context -> context.result("{\"results\":[" + row(0, "1") + ",{\"t\""));
        var bars = new ArrayList<Bar>();
        var feed = feed(vendor);
        assertThatThrownBy(
                        () ->
                                feed.history(
                                        SPY,
                                        Timeframe.MINUTE,
                                        new Span(FROM, FakeVendor.NOW),
                                        bars::add))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.VENUE));
        assertThat(bars).isEmpty();
    }

    @Test
    void waitsOutWhatPasses() {
        var answers =
                new ArrayDeque<Consumer<Context>>(
                        List.of(
                                context -> context.status(429).header("Retry-After", "0"),
                                context -> context.status(502).result("<html>"),
                                context -> context.result(page("", row(0, "1")))));
        var vendor = vendor(context -> answers.remove().accept(context));
        assertThat(history(vendor, FROM, FakeVendor.NOW)).hasSize(1);
        assertThat(vendor.requests).hasSize(3);
    }

    @Test
    void givesUpInTheEndAndSaysThatItMayPass() {
        var vendor = vendor(context -> context.status(500).result("<html>oops</html>"));
        assertThatThrownBy(() -> history(vendor, FROM, FakeVendor.NOW))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RETRYABLE))
                .hasMessageContaining("500")
                .hasMessageContaining("oops");
        assertThat(vendor.requests).hasSize(4);
    }

    @Test
    void aRefusalSaysWhatToCheckAndIsNotRepeated() {
        var refusals =
                Map.of(
                        401, List.of("Unknown API Key", "MASSIVE_API_KEY"),
                        403, List.of("not entitled", "plan"),
                        404, List.of("Ticker not found", "REST host"));
        refusals.forEach(
                (status, words) -> {
                    var key = status == 401 ? "error" : "message";
                    var body = "{\"" + key + "\":\"" + words.getFirst() + "\"}";
                    var vendor = vendor(context -> context.status(status).result(body));
                    assertThatThrownBy(() -> history(vendor, FROM, FakeVendor.NOW))
                            .hasMessageContaining(words.getFirst())
                            .hasMessageContaining(words.getLast())
                            .hasMessageNotContaining("sesame");
                    assertThat(vendor.requests).hasSize(1);
                });
    }

    @Test
    void theCheckNamesWhatIsWrong() {
        var well = vendor(context -> context.result("{\"status\":\"OK\"}"));
        assertThat(feed(well).check()).isEmpty();
        var broken = vendor(context -> context.status(401).result("{\"error\":\"no such key\"}"));
        assertThat(feed(broken).check())
                .hasValueSatisfying(
                        line -> assertThat(line).contains("no such key", "MASSIVE_API_KEY"));
        assertThat(broken.requests).hasSize(1);
    }

    @Test
    void readsTheRecordedAnswers() throws IOException {
        for (var name :
                List.of(
                        "rest-aggs-no-results.json",
                        "rest-v2_aggs_ticker_AAPL_range_1_day_2005_04_01_2005_04_04.json",
                        "doc-v2_aggs_ticker_stocksTicker_range_multiplier_timespan_from_to.json")) {
            var body = Reference.read("polygon/" + name);
            var rows = new ArrayList<Price>();
            ResultPage.read(body, row -> rows.add(Fields.price(row, "c")));
            assertThat(rows).hasSize(name.contains("no-results") ? 0 : 2);
        }
    }

    private FakeVendor vendor(Consumer<Context> answers) {
        var vendor = new FakeVendor(answers);
        open.add(vendor);
        return vendor;
    }

    private MassiveFeed feed(FakeVendor vendor) {
        var feed =
                new MassiveFeed(
                        vendor.settings(),
                        new AlwaysOpen(),
                        FakeVendor.clockAt(FakeVendor.NOW),
                        Lockstep.free(),
                        metrics);
        open.add(feed::close);
        return feed;
    }

    private List<Bar> history(FakeVendor vendor, long from, long to) {
        var bars = new ArrayList<Bar>();
        feed(vendor).history(SPY, Timeframe.MINUTE, new Span(from, to), bars::add);
        return bars;
    }

    private static String page(String next, String... rows) {
        var link = next.isEmpty() ? "" : ",\"next_url\":\"" + next + "\"";
        return "{\"ticker\":\"SPY\",\"results\":[" + String.join(",", rows) + "]" + link + "}";
    }

    private static String row(int minute, String volume) {
        return "{\"v\":"
                + volume
                + ",\"o\":10,\"h\":12,\"l\":9,\"c\":11,\"t\":"
                + (FROM / 1_000_000 + minute * 60_000L)
                + "}";
    }
}
