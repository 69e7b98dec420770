package ats.simulator.alpaca;

import static ats.simulator.alpaca.Testbed.AAPL;
import static ats.simulator.alpaca.Testbed.MSFT;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.Price;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills them before each test
final class AlpacaAccountTest {
    private static final LocalDate TUESDAY = LocalDate.of(2024, 6, 4);

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
    void showsTheAccount() {
        testbed.order("one");
        testbed.bar("190");
        testbed.bar("191");
        var account = testbed.get("/v2/account");
        assertThat(account.text("account_number")).isEqualTo("SIM1");
        assertThat(account.text("status")).isEqualTo("ACTIVE");
        assertThat(account.text("cash")).isEqualTo("98100");
        assertThat(account.text("equity")).isEqualTo("100010");
        assertThat(account.text("long_market_value")).isEqualTo("1910");
        assertThat(account.text("buying_power")).isEqualTo("198110");
        assertThat(account.text("multiplier")).isEqualTo("2");
        assertThat(account.text("trading_blocked")).isEqualTo("false");
        assertThat(account.json().has("pattern_day_trader")).isFalse();
    }

    @Test
    void holdsBuyingPowerForOpenOrders() {
        testbed.order("one", "type", "limit", "limit_price", "100");
        assertThat(testbed.get("/v2/account").text("buying_power")).isEqualTo("199000");
    }

    @Test
    void showsPositionsLongAndShort() {
        testbed.order("long");
        testbed.order("short", "symbol", "MSFT", "side", "sell", "qty", "4");
        testbed.bar("190");
        testbed.bar(MSFT, "400", "410", "400", "410");
        testbed.order("exit", "side", "sell", "qty", "3", "type", "limit", "limit_price", "500");
        testbed.bar("209");
        var both = testbed.get("/v2/positions");
        assertThat(both.each("symbol")).containsExactly("AAPL", "MSFT");
        assertThat(both.each("qty")).containsExactly("10", "-4");
        assertThat(both.each("qty_available")).containsExactly("7", "-4");
        assertThat(both.each("side")).containsExactly("long", "short");
        assertThat(both.each("avg_entry_price")).containsExactly("190", "400");
        assertThat(both.each("market_value")).containsExactly("2090", "-1640");
        assertThat(both.each("cost_basis")).containsExactly("1900", "-1600");
        assertThat(both.each("unrealized_pl")).containsExactly("190", "-40");
        assertThat(both.each("unrealized_plpc")).containsExactly("0.1", "-0.025");
        assertThat(testbed.get("/v2/positions/" + MarketCalls.assetId(AAPL)).text("symbol"))
                .isEqualTo("AAPL");
        assertThat(testbed.get("/v2/positions/IBM").status()).isEqualTo(404);
    }

    @Test
    void comparesWithTheCloseOfTheSessionBefore() {
        testbed.order("one");
        testbed.bar("190");
        testbed.closeMarket();
        testbed.prepareTuesday();
        testbed.bar("209");
        var position = testbed.get("/v2/positions/AAPL");
        assertThat(position.text("lastday_price")).isEqualTo("190");
        assertThat(position.text("change_today")).isEqualTo("0.1");
        assertThat(position.text("unrealized_intraday_pl")).isEqualTo("190");
        assertThat(testbed.get("/v2/account").text("last_equity")).isEqualTo("100000");
    }

    @Test
    void refusesWhatTheMoneyDoesNotCover() {
        testbed.bar("190");
        var answer = testbed.order("much", "qty", "1053");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("40310000");
        assertThat(answer.text("message")).isEqualTo("insufficient buying power");
        assertThat(answer.text("buying_power")).isEqualTo("200000");
        assertThat(answer.text("cost_basis")).isEqualTo("200070");
        assertThat(testbed.order("enough", "qty", "1052").status()).isEqualTo(200);
        assertThat(testbed.order("more", "qty", "1").status()).isEqualTo(403);
    }

    @Test
    void refusesToSellWhatIsNotThere() {
        testbed.order("one");
        testbed.bar("190");
        testbed.order("exit", "side", "sell", "qty", "4", "type", "limit", "limit_price", "500");
        var answer = testbed.order("cross", "side", "sell", "qty", "7");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("message"))
                .isEqualTo("insufficient qty available for order (requested: 7, available: 6)");
        assertThat(answer.text("existing_qty")).isEqualTo("10");
        assertThat(answer.text("held_for_orders")).isEqualTo("4");
        assertThat(testbed.order("rest", "side", "sell", "qty", "6").status()).isEqualTo(200);
    }

    @Test
    void sellsShortInWholeSharesOnly() {
        var answer = testbed.order("short", "side", "sell", "qty", "0.5");
        assertThat(answer.text("message")).isEqualTo("fractional orders cannot be sold short");
    }

    @Test
    void takesEverythingWithoutCoverChecks() {
        try (var careless =
                Testbed.at(folder.resolve("b"), "none", AlpacaOptions::withoutCoverChecks)) {
            careless.bar("190");
            assertThat(careless.order("much", "qty", "5000").status()).isEqualTo(200);
        }
    }

    @Test
    void listsFillsAsActivities() {
        var id = testbed.order("one").text("id");
        testbed.bar("190");
        var row = testbed.get("/v2/account/activities").json().get(0);
        assertThat(row.path("activity_type").asString()).isEqualTo("FILL");
        assertThat(row.path("type").asString()).isEqualTo("fill");
        assertThat(row.path("order_id").asString()).isEqualTo(id);
        assertThat(row.path("price").asString()).isEqualTo("190");
        assertThat(row.path("qty").asString()).isEqualTo("10");
        assertThat(row.path("cum_qty").asString()).isEqualTo("10");
        assertThat(row.path("leaves_qty").asString()).isEqualTo("0");
        assertThat(row.path("transaction_time").asString()).isEqualTo("2024-06-03T13:30:00Z");
    }

    @Test
    void listsFeesWithTheFillsThatTheyAreFor() {
        try (var costly = Testbed.at(folder.resolve("b"), "fee=0.005", options -> options)) {
            costly.order("one");
            costly.bar("190");
            var fees = costly.get("/v2/account/activities/FEE");
            assertThat(fees.each("net_amount")).containsExactly("-0.05");
            assertThat(costly.get("/v2/account/activities").json()).hasSize(2);
            assertThat(costly.get("/v2/account").text("cash")).isEqualTo("98099.95");
        }
    }

    @Test
    void paysDividendsAndSplitsInTheMorning() {
        testbed.order("one", "qty", "15");
        testbed.bar("100");
        testbed.closeMarket();
        testbed.order("resting", "type", "limit", "limit_price", "50");
        testbed.prepareTuesday(
                new CorporateAction.Dividend(AAPL, TUESDAY, 0, 0, Price.parse("0.5")),
                new CorporateAction.Split(AAPL, TUESDAY, 0, 0, 2, 1));

        var paid = testbed.get("/v2/account/activities/DIV").json().get(0);
        assertThat(paid.path("net_amount").asString()).isEqualTo("7.5");
        assertThat(paid.path("qty").asString()).isEqualTo("15");
        assertThat(paid.path("per_share_amount").asString()).isEqualTo("0.5");
        assertThat(paid.path("date").asString()).isEqualTo("2024-06-04");
        var split = testbed.get("/v2/account/activities/SPLIT").json().get(0);
        assertThat(split.path("qty").asString()).isEqualTo("-8");
        assertThat(split.path("net_amount").asString()).isEqualTo("99.5");
        assertThat(testbed.get("/v2/positions/AAPL").text("qty")).isEqualTo("7");
        assertThat(testbed.get("/v2/orders").json()).isEmpty();
    }

    @Test
    void pagesThroughActivities() {
        for (var name : List.of("a", "b", "c", "d", "e")) {
            testbed.order(name);
            testbed.bar("10");
        }
        var all = testbed.get("/v2/account/activities?direction=asc").each("id");
        assertThat(all).hasSize(5).isSorted();
        assertThat(ids("direction=asc&page_size=2")).isEqualTo(all.subList(0, 2));
        assertThat(ids("direction=asc&page_size=2&page_token=" + all.get(1)))
                .isEqualTo(all.subList(2, 4));
        assertThat(ids("direction=asc&page_token=" + all.get(4))).isEmpty();
        assertThat(ids("")).isEqualTo(all.reversed());
        assertThat(ids("page_token=" + all.get(2))).isEqualTo(List.of(all.get(1), all.get(0)));
        assertThat(ids("direction=asc&page_token=20240603093130000::x"))
                .isEqualTo(all.subList(1, 5));
        assertThat(ids("direction=asc&after=2024-06-03T13:34:00Z")).isEqualTo(all.subList(4, 5));
        assertThat(ids("direction=asc&until=2024-06-03T13:32:00Z")).isEqualTo(all.subList(0, 1));
        assertThat(ids("date=2024-06-03")).hasSize(5);
        assertThat(ids("date=2024-06-04")).isEmpty();
        assertThat(ids("category=non_trade_activity")).isEmpty();
        assertThat(ids("activity_types=DIV,FILL")).hasSize(5);
        assertThat(testbed.get("/v2/account/activities?page_size=101").status()).isEqualTo(422);
    }

    private List<String> ids(String query) {
        return testbed.get("/v2/account/activities?" + query).each("id");
    }
}
