package ats.adapters.massive;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.NewYorkCalendar;
import ats.domain.Price;
import ats.domain.Symbol;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;

import io.javalin.http.Context;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MassiveActionsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-03");
    private static final Calendar CALENDAR = new NewYorkCalendar();

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
    void asksForAllSymbolsAtOnceAndFollowsPages() {
        var vendor =
                vendor(
                        context -> {
                            if (context.queryParam("cursor") != null) {
                                context.result(page(split("AIG", "2026-03-03", "20", "1", "s2")));
                            } else if (context.path().endsWith("/splits")) {
                                context.result(
                                        "{\"results\":["
                                                + split("SPY", "2026-03-03", "1", "7.0", "s1")
                                                + "],\"next_url\":\"https://api.massive.com"
                                                + "/stocks/v1/splits?cursor=x\"}");
                            } else {
                                context.result(page(dividend("SPY", "2026-03-03", "0.26")));
                            }
                        });
        long sessionOpen = CALENDAR.session(DAY).orElseThrow().open();
        long now = FakeVendor.NOW;
        assertThat(actions(vendor, DAY, DAY, "SPY", "AIG"))
                .containsExactly(
                        new Split(
                                Symbol.of("AIG"),
                                DAY,
                                sessionOpen,
                                Math.min(now, sessionOpen),
                                20,
                                1),
                        new Split(
                                Symbol.of("SPY"),
                                DAY,
                                sessionOpen,
                                Math.min(now, sessionOpen),
                                1,
                                7),
                        new Dividend(
                                Symbol.of("SPY"),
                                DAY,
                                sessionOpen,
                                Math.min(now, sessionOpen),
                                Price.parse("0.26")));
        assertThat(vendor.requests.getFirst())
                .isEqualTo(
                        "/stocks/v1/splits?ticker.any_of=AIG%2CSPY&execution_date.gte=2026-03-03"
                                + "&execution_date.lte=2026-03-03&limit=5000"
                                + "&sort=execution_date.asc");
        assertThat(vendor.requests).hasSize(3);
    }

    @Test
    void fallsBackToTheOlderListingOnceAndForAll() {
        var vendor =
                vendor(
                        context -> {
                            if (context.path().startsWith("/stocks/")) {
                                context.status(404).result("{\"message\":\"no\"}");
                            } else {
                                context.result(
                                        context.path().endsWith("/splits")
                                                ? page(split("SPY", "2026-03-03", "1", "1.05", ""))
                                                : "{\"results\":[]}");
                            }
                        });
        var feed = feed(vendor);
        var names = FakeVendor.symbols("SPY");
        assertThat(feed.actions(names, DAY, DAY))
                .singleElement()
                .isInstanceOfSatisfying(
                        Split.class,
                        split -> {
                            assertThat(split.from()).isEqualTo(20);
                            assertThat(split.to()).isEqualTo(21);
                        });
        feed.actions(names, DAY, DAY);
        assertThat(vendor.requests).hasSize(6);
        assertThat(vendor.requests.get(1))
                .isEqualTo(
                        "/v3/reference/splits?ticker=SPY&execution_date.gte=2026-03-03"
                                + "&execution_date.lte=2026-03-03&limit=1000&order=asc"
                                + "&sort=execution_date");
    }

    @Test
    void skipsWhatWasNotAskedForComesTwiceOrMakesNoSense() {
        var vendor =
                vendor(
                        context ->
                                context.result(
                                        context.path().endsWith("/splits")
                                                ? page(
                                                        split("SPY", "2026-03-03", "1", "2", "a"),
                                                        split("SPY", "2026-03-03", "1", "2", "a"),
                                                        split("SPY", "2026-03-09", "1", "2", "b"),
                                                        split("QQQ", "2026-03-03", "1", "2", "c"),
                                                        split("SPY", "2026-03-03", "0", "2", "d"),
                                                        split("SPY", "soon", "1", "2", "e"),
                                                        "17")
                                                : page(
                                                        dividend("SPY", "2026-03-03", "-1"),
                                                        dividend("SPY", "2026-03-03", "0"),
                                                        dividend(
                                                                "SPY",
                                                                "2026-03-03",
                                                                "0.1\",\"currency\":\"CAD"))));
        assertThat(actions(vendor, DAY, DAY, "SPY")).hasSize(1);
    }

    @Test
    void anExDateWithoutASessionTakesEffectAtTheNextOpen() {
        var saturday = LocalDate.parse("2026-02-28");
        var vendor =
                vendor(
                        context ->
                                context.result(
                                        context.path().endsWith("/splits")
                                                ? page(
                                                        split(
                                                                "SPY",
                                                                saturday.toString(),
                                                                "1",
                                                                "2",
                                                                ""))
                                                : page()));
        var monday = CALENDAR.session(LocalDate.parse("2026-03-02")).orElseThrow();
        assertThat(actions(vendor, saturday, saturday, "SPY"))
                .extracting(CorporateAction::happenedAt)
                .containsExactly(monday.open());
    }

    @Test
    void readsTheRecordedListings() throws IOException {
        var splits = new ArrayList<String>();
        ResultPage.read(
                Reference.read("polygon/doc-stocks_v1_splits.json"),
                row -> splits.add(Fields.text(row, "execution_date")));
        ResultPage.read(
                Reference.read("polygon/rest-v3_reference_splits.json"),
                row -> splits.add(Fields.text(row, "ticker")));
        ResultPage.read(
                Reference.read("polygon/doc-stocks_v1_dividends.json"),
                row -> splits.add(Fields.price(row, "cash_amount").toString()));
        ResultPage.read(
                Reference.read("polygon/rest-v3_reference_dividends.json"),
                row -> splits.add(Fields.price(row, "cash_amount").toString()));
        assertThat(splits).contains("2005-02-28", "SHOP", "0.26", "0.59375");
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
                        CALENDAR,
                        FakeVendor.clockAt(FakeVendor.NOW),
                        Lockstep.free(),
                        metrics);
        open.add(feed::close);
        return feed;
    }

    private List<CorporateAction> actions(
            FakeVendor vendor, LocalDate from, LocalDate to, String... names) {
        return feed(vendor).actions(FakeVendor.symbols(names), from, to);
    }

    private static String page(String... rows) {
        return "{\"results\":[" + String.join(",", rows) + "],\"status\":\"OK\"}";
    }

    private static String split(String ticker, String day, String from, String to, String id) {
        return "{\"ticker\":\""
                + ticker
                + "\",\"execution_date\":\""
                + day
                + "\",\"split_from\":"
                + from
                + ",\"split_to\":"
                + to
                + ",\"id\":\""
                + id
                + "\"}";
    }

    private static String dividend(String ticker, String day, String cash) {
        return "{\"ticker\":\""
                + ticker
                + "\",\"ex_dividend_date\":\""
                + day
                + "\",\"cash_amount\":\""
                + cash
                + "\"}";
    }
}
