package ats.simulator.alpaca;

import static ats.simulator.alpaca.Testbed.MSFT;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init") // JUnit fills them before each test
final class AlpacaOrdersTest {
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
    void takesAnOrderAndFillsItAtTheNextBarsOpen() {
        var taken = testbed.order("one");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.text("status")).isEqualTo("pending_new");
        assertThat(taken.text("submitted_at")).isEqualTo("2024-06-03T13:30:00Z");
        assertThat(taken.text("qty")).isEqualTo("10");

        testbed.bar(Testbed.AAPL, "190", "191", "189", "190.5");

        var filled = testbed.get("/v2/orders/" + taken.text("id"));
        assertThat(filled.text("status")).isEqualTo("filled");
        assertThat(filled.text("filled_qty")).isEqualTo("10");
        assertThat(filled.text("filled_avg_price")).isEqualTo("190");
        assertThat(filled.text("filled_at")).isEqualTo("2024-06-03T13:30:00Z");
        assertThat(filled.text("updated_at")).isEqualTo("2024-06-03T13:31:00Z");
    }

    @Test
    void fillsAnOrderThatComesAtTheEndOfABarOnTheNextOne() {
        testbed.bar("190");
        testbed.order("late");
        assertThat(testbed.get("/v2/positions").json()).isEmpty();
        testbed.bar("200");
        assertThat(testbed.get("/v2/positions/AAPL").text("avg_entry_price")).isEqualTo("200");
    }

    @Test
    void refusesASecondOrderOfTheSameName() {
        assertThat(testbed.order("one").status()).isEqualTo(200);
        var again = testbed.order("one", "qty", "99");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("code")).isEqualTo("40010001");
        assertThat(again.text("message")).isEqualTo("client_order_id must be unique");
        assertThat(testbed.get("/v2/orders").json()).hasSize(1);
    }

    @Test
    void refusesASecondOrderOfTheSameNameThoughTheMoneyIsSpent() {
        testbed.bar("190");
        testbed.order("all", "qty", "1000");
        assertThat(testbed.order("all", "qty", "1000").text("code")).isEqualTo("40010001");
    }

    @Test
    void namesAnOrderThatHasNoNameAlikeInEveryRun() {
        var name = testbed.order("").text("client_order_id");
        assertThat(UUID.fromString(name)).isNotNull();
        assertThat(name).isEqualTo(Wire.id("unnamed order 0"));
    }

    @Test
    void findsAnOrderByItsName() {
        var id = testbed.order("a.b:c").text("id");
        var path = "/v2/orders:by_client_order_id?client_order_id=";
        assertThat(testbed.get(path + "a.b%3Ac").text("id")).isEqualTo(id);
        assertThat(testbed.get(path + "other").status()).isEqualTo(404);
    }

    @Test
    void knowsNothingOfAnotherId() {
        var answer = testbed.get("/v2/orders/" + Wire.id("nothing"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("40410000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "symbol || symbol is required",
                "symbol | ZZZ | asset \"ZZZ\" not found",
                "symbol | ?? | asset \"??\" not found",
                "side || side is required",
                "side | hold | invalid side: \"hold\"",
                "type | iceberg | invalid order type: \"iceberg\"",
                "type | trailing_stop | this simulated broker has no trailing stops",
                "time_in_force || time_in_force is required",
                "time_in_force | gtd | invalid time_in_force: \"gtd\"",
                "qty || qty is required",
                "qty | 0 | qty must be > 0",
                "qty | -1 | qty must be > 0",
                "qty | ten | qty is not a number: \"ten\"",
                "qty | 0.0000000001 | qty must be limited to 9 decimal places",
                "notional | 100 | this simulated broker takes qty, not notional",
                "type | limit | limit orders require limit price",
                "type | stop | stop orders require stop price",
                "type | stop_limit | stop limit orders require stop and limit price",
                "limit_price | 100 | market orders require no limit or stop price",
                "order_class | bracket | this simulated broker takes simple orders, not bracket",
                "extended_hours | true | extended hours order must be DAY or GTC limit orders",
            })
    void refusesWhatMakesNoSense(String field, String value, String message) {
        var answer = testbed.order("one", field, Objects.requireNonNullElse(value, ""));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("message")).isEqualTo(message);
        assertThat(testbed.get("/v2/orders?status=all").json()).isEmpty();
    }

    @Test
    void refusesABodyThatIsNoObject() {
        assertThat(testbed.post("/v2/orders", "[1").status()).isEqualTo(400);
        assertThat(testbed.post("/v2/orders", "[]").text("code")).isEqualTo("40010000");
    }

    @Test
    void refusesANameThatIsTooLong() {
        var answer = testbed.order("x".repeat(129));
        assertThat(answer.text("message"))
                .isEqualTo("client_order_id must be no more than 128 characters");
    }

    @Test
    void takesFractionsForTheDayOnly() {
        var refused = testbed.order("gtc", "qty", "0.5", "time_in_force", "gtc");
        assertThat(refused.text("message")).isEqualTo("fractional orders must be DAY orders");
        assertThat(testbed.order("day", "qty", "0.5").text("qty")).isEqualTo("0.5");
    }

    @Test
    void refusesPricesFinerThanThePenny() {
        var answer = testbed.order("one", "type", "limit", "limit_price", "290.123");
        assertThat(answer.text("code")).isEqualTo("42210000");
        assertThat(answer.text("message"))
                .isEqualTo(
                        "invalid limit_price 290.123. sub-penny increment does not fulfill minimum"
                                + " pricing criteria");
        var below = testbed.order("two", "type", "limit", "limit_price", "0.9999");
        assertThat(below.text("limit_price")).isEqualTo("0.9999");
    }

    @Test
    void takesNumbersAsNumbers() {
        var body =
                "{\"symbol\":\"AAPL\",\"qty\":3.0,\"side\":\"buy\",\"type\":\"limit\","
                        + "\"limit_price\":190.10,\"time_in_force\":\"gtc\"}";
        var taken = testbed.post("/v2/orders", body);
        assertThat(taken.text("qty")).isEqualTo("3");
        assertThat(taken.text("limit_price")).isEqualTo("190.1");
        assertThat(taken.text("time_in_force")).isEqualTo("gtc");
    }

    @Test
    void takesAuctionOrdersInTheirTimeOnly() {
        assertThat(testbed.order("opg", "time_in_force", "opg").status()).isEqualTo(422);
        testbed.order("cls", "time_in_force", "cls");
        testbed.clock.moveTo(Testbed.MONDAY.close() - 10 * Testbed.MINUTE);
        assertThat(testbed.order("late", "time_in_force", "cls").status()).isEqualTo(422);
        testbed.bar(Testbed.AAPL, "190", "190", "190", "190");
        assertThat(testbed.get("/v2/orders").each("client_order_id")).containsExactly("cls");
    }

    @Test
    void queuesOrdersOutsideOfHours() {
        testbed.closeMarket();
        var taken = testbed.order("evening");
        assertThat(taken.text("status")).isEqualTo("accepted");
        var path = "/v2/orders/" + taken.text("id");
        var replaced = testbed.ask("PATCH", path, "{\"qty\":\"5\"}");
        assertThat(replaced.text("message")).isEqualTo("cannot replace order in accepted status");
        testbed.prepareTuesday();
        assertThat(testbed.get(path).text("status")).isEqualTo("new");
    }

    @Test
    void cancelsAnOrderOnce() {
        var path =
                "/v2/orders/"
                        + testbed.order("one", "type", "limit", "limit_price", "100").text("id");
        assertThat(testbed.ask("DELETE", path, "").status()).isEqualTo(204);
        assertThat(testbed.get(path).text("status")).isEqualTo("canceled");
        assertThat(testbed.get(path).text("canceled_at")).isEqualTo("2024-06-03T13:30:00Z");
        var again = testbed.ask("DELETE", path, "");
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("message")).isEqualTo("order is already in \"canceled\" state");
        assertThat(testbed.ask("DELETE", "/v2/orders/none", "").status()).isEqualTo(404);
    }

    @Test
    void cancelsAllOpenOrders() {
        testbed.order("one");
        testbed.order("two");
        var answer = testbed.ask("DELETE", "/v2/orders", "");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.each("status")).containsExactly("200", "200");
        assertThat(testbed.get("/v2/orders").json()).isEmpty();
    }

    @Test
    void replacesAnOrderByANewOne() {
        var old = testbed.order("one", "type", "limit", "limit_price", "100").text("id");
        var path = "/v2/orders/" + old;
        var answer = testbed.ask("PATCH", path, "{\"qty\":\"12\",\"limit_price\":\"101\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("id")).isNotEqualTo(old);
        assertThat(answer.text("replaces")).isEqualTo(old);
        assertThat(answer.text("qty")).isEqualTo("12");
        assertThat(answer.text("limit_price")).isEqualTo("101");
        assertThat(testbed.get(path).text("status")).isEqualTo("replaced");
        assertThat(testbed.get(path).text("replaced_by")).isEqualTo(answer.text("id"));
        assertThat(testbed.get("/v2/orders").each("id")).containsExactly(answer.text("id"));
        assertThat(testbed.ask("DELETE", path, "").status()).isEqualTo(422);
        assertThat(testbed.ask("DELETE", "/v2/orders/" + answer.text("id"), "").status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop_price | 99 | the order has no stop price",
                "limit_price | 99.001 | invalid limit_price 99.001. sub-penny increment does not"
                        + " fulfill minimum pricing criteria",
                "time_in_force | gtc | this simulated broker does not replace a time in force",
                "trail | 1 | neither trail nor notional fits this order",
                "client_order_id | x | this simulated broker names replacements by itself",
                "qty | 0 | qty must be > 0",
            })
    void refusesReplacementsThatMakeNoSense(String field, String value, String message) {
        var id = testbed.order("one", "type", "limit", "limit_price", "100").text("id");
        var form = "{\"" + field + "\":\"" + value + "\"}";
        var answer = testbed.ask("PATCH", "/v2/orders/" + id, form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("message")).isEqualTo(message);
        assertThat(testbed.get("/v2/orders").each("id")).containsExactly(id);
    }

    @Test
    void listsOrdersAsAsked() {
        testbed.order("one");
        testbed.bar("190");
        testbed.order("two", "type", "limit", "limit_price", "100");
        testbed.order("three", "type", "limit", "side", "sell", "limit_price", "300");
        testbed.bar("190");
        testbed.order("four", "symbol", MSFT.text(), "type", "limit", "limit_price", "1");

        assertThat(names("")).containsExactly("four", "three", "two");
        assertThat(names("?direction=asc")).containsExactly("two", "three", "four");
        assertThat(names("?status=closed")).containsExactly("one");
        assertThat(names("?status=all&limit=2")).containsExactly("four", "three");
        assertThat(names("?symbols=MSFT,IBM")).containsExactly("four");
        assertThat(names("?side=sell")).containsExactly("three");
        assertThat(names("?after=2024-06-03T13:31:00Z")).containsExactly("four");
        assertThat(names("?status=all&until=2024-06-03T09:31:00-04:00")).containsExactly("one");
        var two = testbed.get("/v2/orders:by_client_order_id?client_order_id=two").text("id");
        assertThat(names("?direction=asc&after_order_id=" + two)).containsExactly("three", "four");
        assertThat(names("?status=all&before_order_id=" + two)).containsExactly("one");
        assertThat(testbed.get("/v2/orders?status=odd").status()).isEqualTo(422);
        assertThat(testbed.get("/v2/orders?limit=501").status()).isEqualTo(422);
        assertThat(testbed.get("/v2/orders?after=noon").status()).isEqualTo(422);
    }

    @Test
    void endsDayOrdersWithTheirSession() {
        var day = testbed.order("day", "type", "limit", "limit_price", "1").text("id");
        testbed.order("gtc", "type", "limit", "limit_price", "1", "time_in_force", "gtc");
        testbed.closeMarket();
        assertThat(testbed.get("/v2/orders/" + day).text("status")).isEqualTo("expired");
        assertThat(names("")).containsExactly("gtc");
    }

    private List<String> names(String query) {
        return testbed.get("/v2/orders" + query).each("client_order_id");
    }
}
