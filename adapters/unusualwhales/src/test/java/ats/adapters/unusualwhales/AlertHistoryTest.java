package ats.adapters.unusualwhales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;

import io.javalin.http.Context;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertHistoryTest {
    private static final Symbol MSFT = Symbol.of("MSFT");
    private static final long SECOND = 1_000_000_000L;
    private static final long FROM = FakeVendor.NOW - 3_600 * SECOND;
    private static final Span HOUR = new Span(FROM, FakeVendor.NOW);

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
    void readsARowExactly() {
        var vendor = vendor(context -> context.result(page(row(5, "2442"))));
        var alert = history(vendor, HOUR).getFirst();
        assertThat(alert)
                .isEqualTo(
                        new FlowAlert(
                                MSFT,
                                FROM + 5 * SECOND + 168_490_000,
                                FROM + 8 * SECOND + 168_490_000,
                                alert.id(),
                                "RepeatedHits",
                                new OptionContract(
                                        Right.CALL,
                                        Price.parse("375.5"),
                                        LocalDate.of(2026, 3, 20)),
                                Quantity.of(461),
                                Money.parse("186705.25"),
                                Money.parse("151875"),
                                Money.ZERO));
        assertThat(alert.id()).matches("[0-9a-f]{32}");
        assertThat(vendor.requests)
                .containsExactly(
                        "/api/option-trades/flow-alerts?ticker_symbol=MSFT&newer_than="
                                + (FROM / 1_000_000 - 1)
                                + "&older_than="
                                + FakeVendor.NOW / 1_000_000
                                + "&limit=200");
    }

    /// Whether the vendor counts its limits in is not known.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesBackwardsAndTellsEachOnceOldestFirst(boolean inclusive) {
        // 650 alerts, three in each millisecond, so that pages end in the middle of one
        var all = new ArrayList<Listed>();
        for (int index = 0; index < 650; index++) {
            long at = FROM + index / 3 * 1_000_000L + index % 3 * 1_000L;
            all.add(new Listed(at, row(at, Integer.toString(index + 1))));
        }
        var vendor = vendor(context -> context.result(listing(all, context, inclusive)));
        var alerts = history(vendor, HOUR);
        assertThat(alerts).extracting(FlowAlert::happenedAt).isSorted().hasSize(650);
        assertThat(alerts).extracting(FlowAlert::id).doesNotHaveDuplicates();
        assertThat(vendor.requests).hasSize(4);
    }

    @Test
    void cutsALongSpanIntoStretches() {
        var vendor = vendor(context -> context.result("{\"data\":[]}"));
        long day = 86_400 * SECOND;
        assertThat(history(vendor, new Span(FROM - 70 * day, FROM))).isEmpty();
        assertThat(vendor.requests).hasSize(3);
        assertThat(history(vendor, new Span(FROM, FROM))).isEmpty();
        assertThat(vendor.requests).hasSize(3);
    }

    @Test
    void skipsRowsThatMakeNoAlertAndCountsThem() {
        var vendor =
                vendor(
                        context ->
                                context.result(
                                        page(
                                                row(9, "3"),
                                                row(8, "2").replace("C00375500", "X00375500"),
                                                row(7, "2").replace("260320", "260231"),
                                                row(6, "2").replace("\"186705.25\"", "\"\""),
                                                row(5, "2").replace("\"186705.25\"", "1e99999999"),
                                                row(4, "2").replace("\"186705.25\"", "\"-5\""),
                                                row(3, "2").replace("\"ticker\"", "\"other\""),
                                                "17",
                                                "{}",
                                                row(1, "1"))));
        assertThat(history(vendor, HOUR)).extracting(FlowAlert::happenedAt).hasSize(2).isSorted();
        assertThat(metrics.scrape()).contains("unusualwhales_rows_skipped_total 8.0");
    }

    @Test
    void givesNothingThatWasNotAskedFor() {
        var vendor =
                vendor(
                        context ->
                                context.result(
                                        page(
                                                row(FakeVendor.NOW, "4"),
                                                row(2, "3").replace("MSFT", "AAPL"),
                                                row(1, "2"),
                                                row(FROM - 1_000, "1"))));
        assertThat(history(vendor, HOUR))
                .extracting(FlowAlert::happenedAt)
                .containsExactly(FROM + SECOND + 168_490_000);
    }

    @Test
    void beginsWhereThePlansWindowBegins() {
        var vendor =
                vendor(
                        context -> {
                            long asked = Long.parseLong(context.queryParam("newer_than"));
                            long first = Instant.parse("2026-02-20T05:00:00Z").toEpochMilli();
                            if (asked < first) {
                                context.status(403).result(windowed("2026-02-20"));
                            } else {
                                context.result(page(row(1, "1")));
                            }
                        });
        long day = 86_400 * SECOND;
        assertThat(history(vendor, new Span(FROM - 60 * day, FakeVendor.NOW))).hasSize(1);
        assertThat(vendor.requests).hasSize(2);
    }

    @Test
    void isNotFooledByAWindowThatRefusesItself() {
        var vendor = vendor(context -> context.status(403).result(windowed("2026-02-20")));
        assertThatThrownBy(() -> history(vendor, HOUR))
                .hasMessageContaining("refuses what it says the plan covers");
    }

    @Test
    void aTornPageGivesNothingAtAll() {
        var answers =
                new ArrayDeque<>(List.of(full(), "{\"data\":[" + row(0, "1") + ",{\"ticker\""));
        var vendor = vendor(context -> context.result(answers.remove()));
        var alerts = new ArrayList<FlowAlert>();
        var feed = feed(vendor);
        assertThatThrownBy(() -> feed.history(MSFT, HOUR, alerts::add))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.VENUE));
        assertThat(alerts).isEmpty();
    }

    @Test
    void aPageWithoutAListOrWithoutAnyAlertIsRefused() {
        var bare = vendor(context -> context.result("[]"));
        assertThatThrownBy(() -> history(bare, HOUR)).hasMessageContaining("no list of alerts");
        var garbage = String.join(",", Collections.nCopies(200, "{\"created_at\":\"soon\"}"));
        var empty = vendor(context -> context.result(page(garbage)));
        assertThatThrownBy(() -> history(empty, HOUR)).hasMessageContaining("no row can be read");
    }

    @Test
    void waitsOutWhatPasses() {
        var answers =
                new ArrayDeque<Consumer<Context>>(
                        List.of(
                                context -> context.status(429).header("Retry-After", "0"),
                                context -> context.status(500).result("Something went wrong"),
                                context -> context.result(page(row(0, "1")))));
        var vendor = vendor(context -> answers.remove().accept(context));
        assertThat(history(vendor, HOUR)).hasSize(1);
        assertThat(vendor.requests).hasSize(3);
    }

    @Test
    void waitsForTheNextMinuteWhenThisOnesRequestsAreSpent() {
        var times = Collections.synchronizedList(new ArrayList<Long>());
        var vendor =
                vendor(
                        context -> {
                            times.add(System.nanoTime());
                            context.header("x-uw-req-per-minute-remaining", "0")
                                    .header("x-uw-req-per-minute-reset", "150")
                                    .result(times.size() == 1 ? full() : page());
                        });
        assertThat(history(vendor, HOUR)).hasSize(1);
        assertThat(times.getLast() - times.getFirst()).isGreaterThanOrEqualTo(150_000_000L);
    }

    @Test
    void doesNotWaitForTomorrow() {
        var vendor =
                vendor(
                        context ->
                                context.status(429)
                                        .header("x-uw-daily-req-count", "15001")
                                        .header("x-uw-token-req-limit", "15000"));
        assertThatThrownBy(() -> history(vendor, HOUR))
                .hasMessageContaining("15000 requests of today")
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RETRYABLE));
        assertThat(vendor.requests).hasSize(1);
        assertThat(metrics.scrape()).contains("unusualwhales_requests_today 15001.0");
    }

    @Test
    void givesUpInTheEndAndSaysThatItMayPass() {
        var vendor = vendor(context -> context.status(500).result("Something went wrong"));
        assertThatThrownBy(() -> history(vendor, HOUR))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RETRYABLE))
                .hasMessageContaining("500, Something went wrong");
        assertThat(vendor.requests).hasSize(4);
    }

    @Test
    void aRefusalIsOneLineThatSaysWhatToCheckAndIsNotRepeated() {
        var refusals =
                Map.of(
                        400,
                        List.of(
                                "{\"error\":{\"code\":\"x\",\"message\":\"not supported\"}}",
                                "400, not supported"),
                        401,
                        List.of("{\"message\":\"bad token\"}", "check UNUSUAL_WHALES_API_KEY"),
                        403,
                        List.of("{\"code\":\"plan\",\"message\":\"no API\"}", "no API): check the"),
                        404,
                        List.of("{}", "(404, no words): check the address"),
                        422,
                        List.of("{\"msg\":\"Invalid path\"}", "422, Invalid path): check how"));
        refusals.forEach(
                (status, words) -> {
                    var vendor = vendor(context -> context.status(status).result(words.getFirst()));
                    assertThatThrownBy(() -> history(vendor, HOUR))
                            .hasMessageContaining(words.getLast())
                            .hasMessageNotContaining("\n")
                            .hasMessageNotContaining("sesame");
                    assertThat(vendor.requests).hasSize(1);
                });
    }

    @Test
    void theCheckNamesWhatIsWrong() {
        var well = vendor(context -> context.result("{\"data\":[]}"));
        assertThat(feed(well).check()).isEmpty();
        var broken = vendor(context -> context.status(401).result("{\"message\":\"no key\"}"));
        assertThat(feed(broken).check())
                .hasValueSatisfying(
                        line -> assertThat(line).contains("no key", "UNUSUAL_WHALES_API_KEY"));
        assertThat(broken.requests).hasSize(1);
    }

    @Test
    void readsTheRecordedAnswers() throws IOException {
        var rows = Reference.read("unusualwhales/rest-option_trades_flow_alerts.json");
        var row = Json.parse(rows).path("data").path(0);
        var reader = new AlertReader(Duration.ZERO);
        var alert = reader.row(row, reader.madeAt(row));
        assertThat(alert.symbol()).isEqualTo(MSFT);
        assertThat(alert.contract())
                .isEqualTo(
                        new OptionContract(Right.CALL, Price.of(375), LocalDate.of(2023, 12, 22)));
        assertThat(alert.premium()).isEqualTo(Money.of(186_705));
        assertThat(alert.learnedAt())
                .isEqualTo(
                        Instant.parse("2023-12-12T16:35:52Z").getEpochSecond() * SECOND
                                + 168_490_000);
    }

    @Test
    void takesTheTimeOfTheLastTradeWhereARowHasIt() throws IOException {
        var detail = Reference.read("unusualwhales/rest-option_trades_flow_alerts_id.json");
        var row = Json.parse(detail).path("alert");
        var reader = new AlertReader(Duration.ZERO);
        var alert = reader.row(row, reader.madeAt(row));
        assertThat(alert.happenedAt()).isEqualTo(1_773_242_266_346_000_000L);
        assertThat(alert.learnedAt())
                .isEqualTo(reader.madeAt(row))
                .isGreaterThan(alert.happenedAt());
        assertThat(alert.rule()).isEmpty();
    }

    @Test
    void readsTheRecordedRefusals() throws IOException {
        var wrapped =
                Json.parse(
                        Reference.read("unusualwhales/err403-historic_data_access_missing.json"));
        var body = wrapped.path("body").toString();
        var vendor = vendor(context -> context.status(403).result(body));
        var gateway = new UnusualWhalesGateway(vendor.settings(), metrics);
        open.add(gateway);
        assertThat(gateway.once("/api/x"))
                .isInstanceOfSatisfying(
                        UnusualWhalesGateway.Said.NotBefore.class,
                        window -> assertThat(window.earliest()).isEqualTo("2026-03-11"));
        var invalid = Reference.read("unusualwhales/err422-darkpool_ticker.json");
        var other = vendor(context -> context.status(422).result(invalid));
        assertThatThrownBy(() -> history(other, HOUR)).hasMessageContaining("valid example: AAPL");
    }

    private FakeVendor vendor(Consumer<Context> answers) {
        var vendor = new FakeVendor(answers);
        open.add(vendor);
        return vendor;
    }

    private UnusualWhalesFeed feed(FakeVendor vendor) {
        var feed =
                new UnusualWhalesFeed(
                        vendor.settings(),
                        FakeVendor.clockAt(FakeVendor.NOW),
                        Lockstep.free(),
                        metrics);
        open.add(feed::close);
        return feed;
    }

    private List<FlowAlert> history(FakeVendor vendor, Span span) {
        var alerts = new ArrayList<FlowAlert>();
        feed(vendor).history(MSFT, span, alerts::add);
        return alerts;
    }

    private static String windowed(String first) {
        return "{\"code\":\"historic_data_access_missing\",\"message\":\"The earliest date"
                + " currently available to you is "
                + first
                + " (30 trading days) so 2026-01-23 in query param date will not return.\\n\"}";
    }

    /// A page of as many rows as a page can have, all the same alert.
    private static String full() {
        return page(Collections.nCopies(200, row(30, "30")).toArray(String[]::new));
    }

    private record Listed(long at, String row) {}

    private static String listing(List<Listed> all, Context context, boolean inclusive) {
        int edge = inclusive ? 1 : 0;
        long newer = Long.parseLong(context.queryParam("newer_than")) * 1_000_000;
        long older = Long.parseLong(context.queryParam("older_than")) * 1_000_000;
        return page(
                all.reversed().stream()
                        .filter(each -> each.at() > newer - edge && each.at() < older + edge)
                        .limit(200)
                        .map(Listed::row)
                        .toArray(String[]::new));
    }

    private static String page(String... rows) {
        return "{\"data\":[" + String.join(",", rows) + "]}";
    }

    private static String row(int second, String volume) {
        return row(FROM + second * SECOND + 168_490_000, volume);
    }

    private static String row(long at, String volume) {
        return "{\"alert_rule\":\"RepeatedHits\",\"created_at\":\""
                + Instant.ofEpochSecond(0, at)
                + "\",\"option_chain\":\"MSFT260320C00375500\",\"ticker\":\"MSFT\","
                + "\"total_ask_side_prem\":\"151875\",\"total_bid_side_prem\":\"\","
                + "\"total_premium\":\"186705.25\",\"total_size\":461,\"trade_count\":32,"
                + "\"later\":{},\"volume\":"
                + volume
                + "}";
    }
}
