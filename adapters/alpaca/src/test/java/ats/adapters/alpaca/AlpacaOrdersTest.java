package ats.adapters.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.port.Broker.Answer;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AlpacaOrdersTest {
    private static final String TAKEN = "{\"id\":\"b-1\",\"status\":\"accepted\"}";

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
    void sendsNumbersAsExactDecimalStringsUnderOurOwnId() {
        vendor.always(200, TAKEN);
        var limit = new Pricing.Limit(Price.parse("290.123"));
        assertThat(broker.submit(order("0.000000001", limit, TimeInForce.DAY)))
                .isEqualTo(new Answer.Taken("b-1"));
        assertThat(vendor.requests)
                .containsExactly(
                        "POST /v2/orders {\"symbol\":\"SPY\",\"qty\":\"0.000000001\","
                                + "\"side\":\"buy\",\"type\":\"limit\",\"time_in_force\":\"day\","
                                + "\"limit_price\":\"290.123\",\"client_order_id\":\"a.b.1\"}");
    }

    @Test
    void namesEveryTypeAndTimeInForceAsTheBrokerDoes() {
        vendor.always(201, TAKEN);
        var prices = Price.parse("12.50");
        broker.submit(order("100", new Pricing.Market(), TimeInForce.GOOD_TIL_CANCELED));
        broker.submit(order("100", new Pricing.Stop(prices), TimeInForce.AT_THE_OPEN));
        broker.submit(
                order("100", new Pricing.StopLimit(prices, prices), TimeInForce.FILL_OR_KILL));
        assertThat(vendor.requests.get(0)).contains("\"qty\":\"100\"", "\"market\"", "\"gtc\"");
        assertThat(vendor.requests.get(1)).contains("\"stop_price\":\"12.5\"", "\"opg\"");
        assertThat(vendor.requests.get(2)).contains("\"stop_limit\"", "\"fok\"");
    }

    @Test
    void whatTheBrokerRefusesInItsOwnWordsIsRefused() {
        var refusals =
                Map.of(
                        400, "{\"code\":40010000,\"message\":\"missing field\"}",
                        401, "{\"code\":40110000,\"message\":\"request is not authorized\"}",
                        403, "{\"code\":40310000,\"message\":\"insufficient buying power\"}",
                        404, "{\"code\":40410000,\"message\":\"asset not found for X\"}",
                        422, "{\"code\":42210000,\"message\":\"sub-penny increment\"}");
        refusals.forEach(
                (status, body) -> {
                    vendor.always(status, body);
                    var words = AlpacaGateway.words(body).orElseThrow();
                    assertThat(submit())
                            .isInstanceOfSatisfying(
                                    Answer.Refused.class,
                                    refused -> assertThat(refused.reason()).contains(words));
                });
        assertThat(vendor.requests).hasSize(5);
    }

    @Test
    void aRepeatedIdIsKnown() {
        vendor.always(422, "{\"code\":40010001,\"message\":\"client_order_id must be unique\"}");
        assertThat(submit()).isEqualTo(new Answer.Known());
        vendor.always(422, "{\"message\":\"client_order_id must be unique\"}");
        assertThat(submit()).isEqualTo(new Answer.Known());
    }

    @Test
    void whatLeavesADoubtIsAmbiguousAndNeverSentAgain() {
        var doubts =
                List.of(
                        Map.entry(500, "{\"code\":50010000,\"message\":\"internal server error\"}"),
                        Map.entry(502, "<html>bad gateway</html>"),
                        Map.entry(503, ""),
                        Map.entry(408, "{\"message\":\"late\"}"),
                        Map.entry(403, "<html>a proxy says no</html>"),
                        Map.entry(302, ""),
                        Map.entry(200, "{\"id\":"),
                        Map.entry(200, "{}"),
                        Map.entry(200, ""));
        for (var doubt : doubts) {
            vendor.always(doubt.getKey(), doubt.getValue());
            assertThat(submit()).as("%s", doubt).isInstanceOf(Answer.Ambiguous.class);
        }
        assertThat(vendor.requests).hasSize(doubts.size());
    }

    @Test
    void anAnswerThatDoesNotComeIsAmbiguousInTime() {
        vendor.answers = _ -> LockSupport.parkNanos(1_200_000_000L);
        long began = System.nanoTime();
        assertThat(submit()).isInstanceOf(Answer.Ambiguous.class);
        assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
        assertThat(vendor.requests).hasSize(1);
    }

    @Test
    void aHostThatIsGoneIsAmbiguous() {
        vendor.close();
        assertThat(submit()).isInstanceOf(Answer.Ambiguous.class);
    }

    @Test
    void tooManyRequestsIsBusyForAsLongAsTheBrokerSays() {
        vendor.always(429, "{\"code\":42910000,\"message\":\"rate limit exceeded\"}");
        assertThat(submit()).isEqualTo(new Answer.Busy(1_000));
        vendor.answers = context -> context.status(429).header("Retry-After", "7");
        assertThat(submit()).isEqualTo(new Answer.Busy(7_000));
        long reset = FakeVendor.NOW / 1_000_000_000L + 30;
        vendor.answers =
                context -> context.status(429).header("X-RateLimit-Reset", Long.toString(reset));
        assertThat(submit()).isEqualTo(new Answer.Busy(30_000));
        assertThat(vendor.requests).hasSize(3);
    }

    @Test
    void cancels() {
        vendor.always(204, "");
        assertThat(broker.cancel("b-1")).isEqualTo(new Answer.Taken("b-1"));
        vendor.always(404, "{\"code\":40410000,\"message\":\"order not found\"}");
        assertThat(broker.cancel("b-1")).isEqualTo(new Answer.Refused("order not found"));
        vendor.always(422, "{\"code\":42210000,\"message\":\"already in \\\"filled\\\" state\"}");
        assertThat(broker.cancel("b-1")).isInstanceOf(Answer.Refused.class);
        vendor.always(504, "");
        assertThat(broker.cancel("b-1")).isInstanceOf(Answer.Ambiguous.class);
        assertThat(vendor.requests).hasSize(4).contains("DELETE /v2/orders/b-1");
    }

    @Test
    void replacesUnderANewBrokerId() {
        vendor.always(200, "{\"id\":\"b-2\",\"status\":\"accepted\"}");
        var pricing = new Pricing.Limit(Price.of(151));
        assertThat(broker.replace("b-1", Quantity.of(10), pricing))
                .isEqualTo(new Answer.Taken("b-2"));
        assertThat(vendor.requests)
                .containsExactly("PATCH /v2/orders/b-1 {\"qty\":\"10\",\"limit_price\":\"151\"}");
    }

    @Test
    void readsTheRecordedErrors() {
        vendor.always(422, Reference.errorBody("alpaca/err-422-client-order-id.json"));
        assertThat(submit()).isEqualTo(new Answer.Known());
        vendor.always(403, Reference.errorBody("alpaca/err-403-insufficient-buying-power.json"));
        assertThat(submit()).isEqualTo(new Answer.Refused("insufficient buying power"));
        vendor.always(422, Reference.errorBody("alpaca/err-422-replace-accepted.json"));
        assertThat(submit()).isInstanceOf(Answer.Refused.class);
    }

    private Answer submit() {
        return broker.submit(order("1", new Pricing.Market(), TimeInForce.DAY));
    }

    private static Order order(String quantity, Pricing pricing, TimeInForce time) {
        return new Order(
                new OrderId("a.b.1"),
                Symbol.of("SPY"),
                Side.BUY,
                Quantity.parse(quantity),
                pricing,
                time,
                FakeVendor.NOW);
    }
}
