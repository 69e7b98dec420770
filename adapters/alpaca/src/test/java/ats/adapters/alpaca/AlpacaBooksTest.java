package ats.adapters.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AccountActivity.Cash;
import ats.domain.AccountActivity.Holding;
import ats.domain.AccountActivity.Reason;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.engine.port.Broker.Account;
import ats.engine.port.Broker.Activity;
import ats.engine.port.Broker.BrokerOrder;
import ats.platform.Fault;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AlpacaBooksTest {
    private static final String FILL =
            """
            {"activity_type":"FILL","id":"20261102093100000::e-1","order_id":"b-1","price":"10.5",
             "qty":"3","side":"sell_short","symbol":"SPY","type":"fill",
             "transaction_time":"2026-11-02T14:31:00.000000001Z"}\
            """;

    private final Metrics metrics = new Metrics();
    private final FakeVendor vendor = new FakeVendor();
    private final AlpacaBroker broker =
            new AlpacaBroker(vendor.settings(), FakeVendor.clock(), Lockstep.free(), metrics);

    @AfterEach
    void stop() {
        broker.close();
        vendor.close();
        metrics.close();
    }

    @Test
    void readsTheAccountAndWhyItMayNotTrade() {
        vendor.always(200, account("ACTIVE", false));
        assertThat(broker.books().account())
                .isEqualTo(
                        new Account(
                                "PA1",
                                Money.parse("-23140.2"),
                                Money.parse("103820.56"),
                                Money.parse("262113.632"),
                                ""));
        vendor.always(200, account("ACTIVE", true));
        assertThat(broker.books().account().blocked()).isEqualTo("trading is blocked");
        vendor.always(200, account("ACCOUNT_CLOSED", true));
        assertThat(broker.books().account().blocked()).isEqualTo("the account is ACCOUNT_CLOSED");
    }

    @Test
    void aShortPositionIsNegativeHoweverItIsTold() {
        vendor.always(
                200,
                "[{\"symbol\":\"SPY\",\"qty\":\"1.5\",\"side\":\"long\"},"
                        + "{\"symbol\":\"AIG\",\"qty\":\"-2\",\"side\":\"short\"},"
                        + "{\"symbol\":\"BAC\",\"qty\":\"3\",\"side\":\"short\"}]");
        assertThat(broker.books().positions())
                .containsExactly(
                        Map.entry(Symbol.of("AIG"), Quantity.of(-2)),
                        Map.entry(Symbol.of("BAC"), Quantity.of(-3)),
                        Map.entry(Symbol.of("SPY"), Quantity.parse("1.5")));
    }

    @Test
    void findsAnOrderByOurId() {
        vendor.always(200, order("b-1", "a.1", "partially_filled", "\"filled_qty\":\"4\""));
        assertThat(broker.books().order(new OrderId("a.1")))
                .contains(
                        new BrokerOrder(
                                new OrderId("a.1"),
                                "b-1",
                                Symbol.of("SPY"),
                                OrderState.PARTIALLY_FILLED,
                                Quantity.of(10),
                                Quantity.of(4),
                                Price.ZERO,
                                FakeVendor.NOW));
        assertThat(vendor.requests)
                .containsExactly("GET /v2/orders:by_client_order_id?client_order_id=a.1");
    }

    @Test
    void anOrderThatTheBrokerDoesNotHaveIsEmptyAndAnErrorIsNot() {
        vendor.always(404, "{\"code\":40410000,\"message\":\"order not found\"}");
        assertThat(broker.books().order(new OrderId("a.1"))).isEmpty();
        vendor.always(503, "");
        assertThatThrownBy(() -> broker.books().order(new OrderId("a.1")))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RETRYABLE));
        assertThat(vendor.requests).hasSize(4);
    }

    @Test
    void aReplacedOrderIsItsLatestReplacementUnderItsFirstName() {
        vendor.orders.put(
                "b-2",
                order("b-2", "x2", "replaced", "\"replaces\":\"b-1\",\"replaced_by\":\"b-3\""));
        vendor.orders.put("b-3", order("b-3", "x3", "new", "\"replaces\":\"b-2\""));
        var first = order("b-1", "a.1", "replaced", "\"replaced_by\":\"b-2\"");
        vendor.orders.put("b-1", first);
        vendor.orders.put("orders:by_client_order_id", first);
        assertThat(broker.books().order(new OrderId("a.1")))
                .hasValueSatisfying(
                        order -> {
                            assertThat(order.id()).isEqualTo(new OrderId("a.1"));
                            assertThat(order.brokerId()).isEqualTo("b-3");
                            assertThat(order.state()).isEqualTo(OrderState.ACCEPTED);
                        });
    }

    @Test
    void readsEveryStatus() {
        var states =
                Map.ofEntries(
                        Map.entry("new", OrderState.ACCEPTED),
                        Map.entry("accepted", OrderState.ACCEPTED),
                        Map.entry("pending_new", OrderState.ACCEPTED),
                        Map.entry("held", OrderState.ACCEPTED),
                        Map.entry("done_for_day", OrderState.ACCEPTED),
                        Map.entry("never_heard_of", OrderState.ACCEPTED),
                        Map.entry("filled", OrderState.FILLED),
                        Map.entry("canceled", OrderState.CANCELED),
                        Map.entry("expired", OrderState.EXPIRED),
                        Map.entry("rejected", OrderState.REJECTED),
                        Map.entry("pending_cancel", OrderState.PENDING_CANCEL),
                        Map.entry("pending_replace", OrderState.PENDING_UPDATE));
        states.forEach(
                (status, state) -> {
                    vendor.always(200, "[" + order("b-1", "a.1", status, "\"x\":1") + "]");
                    assertThat(broker.books().openOrders())
                            .extracting(BrokerOrder::state)
                            .containsExactly(state);
                });
    }

    @Test
    void pagesThroughManyOpenOrdersWithoutLosingThoseOfOneInstant() {
        var first = orders(0, 500);
        var second =
                "["
                        + order("b-499", "a.499", "new", "\"x\":1")
                        + ","
                        + order("b-500", "a.500", "new", "\"x\":1")
                        + "]";
        vendor.answers =
                context -> context.result(context.queryParam("after") == null ? first : second);
        assertThat(broker.books().openOrders()).hasSize(501);
        assertThat(vendor.requests.getLast())
                .isEqualTo(
                        "GET /v2/orders?status=open&direction=asc&limit=500"
                                + "&after=2026-11-02T14%3A59%3A59.999Z");
    }

    @Test
    void aFillIsResolvedToOurOrderAndItsExecution() {
        vendor.orders.put("b-1", order("b-1", "a.1", "filled", "\"x\":1"));
        vendor.orders.put("activities", "[" + FILL + "]");
        assertThat(broker.books().activitiesAfter("20261102093000000::e-0"))
                .containsExactly(
                        new Activity.Traded(
                                "20261102093100000::e-1",
                                new Fill(
                                        "e-1",
                                        new OrderId("a.1"),
                                        Symbol.of("SPY"),
                                        Side.SELL,
                                        Quantity.of(3),
                                        Price.parse("10.5"),
                                        Money.ZERO,
                                        1793629860_000000001L,
                                        FakeVendor.NOW),
                                "b-1"));
        broker.books().activitiesAfter("");
        assertThat(vendor.requests)
                .containsExactly(
                        "GET /v2/account/activities?direction=asc&page_size=100"
                                + "&page_token=20261102093000000%3A%3Ae-0",
                        "GET /v2/orders/b-1",
                        "GET /v2/account/activities?direction=asc&page_size=100");
    }

    @Test
    void booksDividendsSplitsFeesInterestAndTransfers() {
        vendor.always(
                200,
                "["
                        + row("DIV", "1.02", "2")
                        + ","
                        + row("DIVNRA", "-0.3", "2")
                        + ","
                        + row("SPLIT", "4.5", "60")
                        + ","
                        + row("FEE", "-0.01", "1")
                        + ","
                        + row("INT", "3", "0")
                        + ","
                        + row("CSD", "1000", "0")
                        + ","
                        + row("WONDER", "7", "8")
                        + ","
                        + row("WONDER", "0", "8")
                        + "]");
        var booked =
                broker.books().activitiesAfter("").stream()
                        .map(activity -> ((Activity.Booked) activity).activity())
                        .toList();
        assertThat(booked)
                .hasSize(7)
                .contains(holding("DIV", Reason.DIVIDEND, Quantity.ZERO, "1.02"))
                .contains(holding("DIVNRA", Reason.DIVIDEND, Quantity.ZERO, "-0.3"))
                .contains(holding("SPLIT", Reason.SPLIT, Quantity.of(60), "4.5"))
                .contains(cash("FEE", Reason.FEE, "-0.01"))
                .contains(cash("INT", Reason.INTEREST, "3"))
                .contains(cash("CSD", Reason.TRANSFER, "1000"))
                .contains(cash("WONDER", Reason.OTHER, "7"));
    }

    @Test
    void pagesThroughManyActivities() {
        var full =
                IntStream.range(100, 200)
                        .mapToObj(i -> row("FEE", "-1", "0").replace("1::FEE", i + "::FEE"))
                        .collect(Collectors.joining(",", "[", "]"));
        vendor.answers =
                context -> context.result(context.queryParam("page_token") == null ? full : "[]");
        assertThat(broker.books().activitiesAfter("")).hasSize(100);
        assertThat(vendor.requests.getLast()).endsWith("&page_token=199%3A%3AFEE");
    }

    @Test
    void aFillThatCannotBeReadIsNeverSkipped() {
        vendor.always(200, "[" + FILL.replace("\"3\"", "\"three\"") + "]");
        assertThatThrownBy(() -> broker.books().activitiesAfter("")).isInstanceOf(Fault.class);
    }

    @Test
    void readsAreTriedAgain() {
        var statuses = new ArrayDeque<>(List.of(429, 504, 200));
        vendor.answers = context -> context.status(statuses.remove()).result("[]");
        assertThat(broker.books().positions()).isEmpty();
        assertThat(vendor.requests).hasSize(3);
    }

    @Test
    void theCheckNamesWhatIsWrong() {
        vendor.always(200, account("ACTIVE", false));
        assertThat(broker.link().check()).isEmpty();
        vendor.always(401, "{\"code\":40110000,\"message\":\"request is not authorized\"}");
        assertThat(broker.link().check())
                .hasValueSatisfying(
                        line ->
                                assertThat(line)
                                        .contains("ALPACA_API_KEY_ID", "127.0.0.1")
                                        .doesNotContain("sesame", "PKTEST"));
    }

    @Test
    void readsTheRecordedBooks() {
        vendor.always(200, Reference.read("alpaca/trading-get-v2_account-200-example.json"));
        assertThat(broker.books().account().cash()).isEqualTo(Money.parse("122086.5"));
        vendor.always(200, Reference.read("alpaca/py-position_routes-get_all_positions.json"));
        assertThat(broker.books().positions()).containsEntry(Symbol.of("AAPL"), Quantity.of(5));
        var orders = Reference.read("alpaca/py-order_routes-get_orders.json");
        vendor.answers =
                context ->
                        context.status(context.path().endsWith("/orders") ? 200 : 404)
                                .result(orders);
        assertThat(broker.books().openOrders()).isNotEmpty();
        var dividend = Reference.read("alpaca/trading-schema-NonTradeActivities-example_1.json");
        var fill = Reference.read("alpaca/trading-schema-TradingActivities-example_1.json");
        vendor.answers =
                context ->
                        context.status(context.path().endsWith("activities") ? 200 : 404)
                                .result("[" + dividend + "," + fill + "]");
        assertThat(broker.books().activitiesAfter("")).hasSize(2);
    }

    private static String account(String status, boolean blocked) {
        return "{\"account_number\":\"PA1\",\"status\":\""
                + status
                + "\",\"cash\":\"-23140.2\","
                + "\"equity\":\"103820.56\",\"buying_power\":\"262113.632\",\"trading_blocked\":"
                + blocked
                + ",\"account_blocked\":false,\"trade_suspended_by_user\":false}";
    }

    private static String orders(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> order("b-" + i, "a." + i, "new", "\"x\":1"))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String order(String id, String clientId, String status, String more) {
        return "{\"id\":\""
                + id
                + "\",\"client_order_id\":\""
                + clientId
                + "\",\"status\":\""
                + status
                + "\",\"symbol\":\"SPY\",\"side\":\"buy\",\"type\":\"market\","
                + "\"qty\":\"10\",\"filled_avg_price\":null,"
                + "\"submitted_at\":\"2026-11-02T10:00:00-05:00\","
                + more
                + "}";
    }

    private static String row(String type, String cash, String shares) {
        return "{\"activity_type\":\""
                + type
                + "\",\"id\":\"1::"
                + type
                + "\",\"net_amount\":\""
                + cash
                + "\",\"qty\":\""
                + shares
                + "\",\"symbol\":\"SPY\","
                + "\"date\":\"2026-11-02\",\"status\":\"executed\"}";
    }

    private static Holding holding(String type, Reason reason, Quantity shares, String cash) {
        return new Holding(
                "1::" + type,
                midnight(),
                FakeVendor.NOW,
                reason,
                Symbol.of("SPY"),
                shares,
                Money.parse(cash));
    }

    private static Cash cash(String type, Reason reason, String amount) {
        return new Cash("1::" + type, midnight(), FakeVendor.NOW, reason, Money.parse(amount));
    }

    private static long midnight() {
        return Instant.parse("2026-11-02T05:00:00Z").getEpochSecond() * 1_000_000_000L;
    }
}
