package ats.adapters.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.lockstep.Work;
import ats.platform.metrics.Metrics;

import io.javalin.websocket.WsContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AlpacaStreamTest {
    private static final long AT = FakeVendor.NOW - 60_000_000_000L;
    private static final OrderId ID = new OrderId("a.1");

    private final Metrics metrics = new Metrics();
    private final FakeVendor vendor = new FakeVendor();
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(5));
    private final Work frames = lockstep.work("alpaca.frames");
    private final FakeVendor.Notes notes = new FakeVendor.Notes();
    private final AlpacaBroker broker =
            new AlpacaBroker(vendor.settings(), FakeVendor.clock(), lockstep, metrics);

    @BeforeEach
    void start() {
        broker.link().open(notes);
    }

    @AfterEach
    void stop() {
        broker.close();
        vendor.close();
        metrics.close();
    }

    @Test
    void showsItsKeysThenListens() throws Exception {
        listening();
        lockstep.settle();
    }

    @Test
    void readsTextAndBinaryFramesAlike() throws Exception {
        var peer = listening();
        var fill =
                update(
                        "partial_fill",
                        "\"execution_id\":\"e-1\",\"qty\":\"4\",\"price\":\"149.99\","
                                + "\"position_qty\":\"4\"");
        frames.begin();
        peer.send(fill);
        frames.begin();
        peer.send(ByteBuffer.wrap(fill.getBytes(StandardCharsets.UTF_8)));
        lockstep.settle();
        var expected =
                new OrderUpdate.Filled(
                        new Fill(
                                "e-1",
                                ID,
                                Symbol.of("SPY"),
                                Side.BUY,
                                Quantity.of(4),
                                Price.parse("149.99"),
                                Money.ZERO,
                                AT,
                                FakeVendor.NOW));
        assertThat(notes.updates).containsExactly(expected, expected);
    }

    @Test
    void readsEveryEvent() throws Exception {
        var peer = listening();
        long now = FakeVendor.NOW;
        var expected = new LinkedHashMap<String, OrderUpdate>();
        expected.put("pending_new", new OrderUpdate.Accepted(ID, AT, now, "b-1"));
        expected.put("new", new OrderUpdate.Accepted(ID, AT, now, "b-1"));
        expected.put("accepted", new OrderUpdate.Accepted(ID, AT, now, "b-1"));
        expected.put("pending_cancel", new OrderUpdate.PendingCancel(ID, AT, now));
        expected.put("pending_replace", new OrderUpdate.PendingReplace(ID, AT, now));
        expected.put("canceled", new OrderUpdate.Canceled(ID, AT, now));
        expected.put("expired", new OrderUpdate.Expired(ID, AT, now));
        expected.put(
                "rejected", new OrderUpdate.Rejected(ID, AT, now, "the broker gave no reason"));
        expected.put(
                "order_cancel_rejected", new OrderUpdate.CancelRejected(ID, AT, now, "too late"));
        expected.put(
                "order_replace_rejected", new OrderUpdate.ReplaceRejected(ID, AT, now, "too late"));
        for (var event : expected.keySet()) {
            data(peer, update(event, event.startsWith("order_") ? "\"reason\":\"too late\"" : ""));
        }
        for (var ignored :
                List.of(
                        "done_for_day",
                        "stopped",
                        "suspended",
                        "calculated",
                        "held",
                        "brand_new")) {
            data(peer, update(ignored, ""));
        }
        lockstep.settle();
        assertThat(notes.updates).containsExactlyElementsOf(expected.values());
        assertThat(notes.notes).isEmpty();
    }

    @Test
    void aReplacementStaysOurOrder() throws Exception {
        var peer = listening();
        data(peer, update("new", ""));
        data(peer, update("replaced", "").replace("\"qty\"", "\"replaced_by\":\"b-2\",\"qty\""));
        var replacement =
                update("new", "")
                        .replace("\"b-1\"", "\"b-2\"")
                        .replace("\"a.1\"", "\"0f2c\"")
                        .replace("\"market\"", "\"limit\"")
                        .replace("\"qty\"", "\"limit_price\":\"151\",\"replaces\":\"b-1\",\"qty\"");
        data(peer, replacement);
        data(peer, replacement);
        lockstep.settle();
        assertThat(notes.updates.subList(1, notes.updates.size()))
                .containsExactly(
                        new OrderUpdate.Replaced(
                                ID,
                                AT,
                                FakeVendor.NOW,
                                "b-2",
                                Quantity.of(10),
                                new Pricing.Limit(Price.of(151))),
                        new OrderUpdate.Accepted(ID, AT, FakeVendor.NOW, "b-2"));
        assertThat(vendor.requests).isEmpty();
    }

    @Test
    void aReplacementOfAnOrderFromBeforeOurStartIsLookedUp() throws Exception {
        vendor.orders.put("b-1", "{\"id\":\"b-1\",\"client_order_id\":\"a.1\"}");
        var peer = listening();
        data(
                peer,
                update("canceled", "")
                        .replace("\"b-1\"", "\"b-2\"")
                        .replace("\"a.1\"", "\"0f2c\"")
                        .replace("\"qty\"", "\"replaces\":\"b-1\",\"qty\""));
        lockstep.settle();
        assertThat(notes.updates).extracting(OrderUpdate::order).containsExactly(ID);
    }

    @Test
    void anOrderMadeByHandIsReportedUnderTheBrokersId() throws Exception {
        var peer = listening();
        data(peer, update("canceled", "").replace("\"a.1\"", "\"made by hand!\""));
        lockstep.settle();
        assertThat(notes.updates)
                .extracting(OrderUpdate::order)
                .containsExactly(new OrderId("broker.b-1"));
    }

    @Test
    void aMalformedFrameIsCountedAndTheNextOneIsRead() throws Exception {
        var peer = listening();
        data(peer, "{\"stream\":\"trade_updates\",");
        data(peer, "{\"stream\":\"trade_updates\",\"data\":{\"event\":\"new\"}}");
        data(peer, update("fill", "\"qty\":\"4\",\"price\":\"1\""));
        data(peer, update("trade_bust", ""));
        peer.send("{\"action\":\"error\",\"data\":{\"error_message\":\"rate limit exceeded\"}}");
        data(peer, update("canceled", ""));
        lockstep.settle();
        assertThat(notes.updates).hasSize(1);
        assertThat(notes.notes).hasSize(4).allMatch(note -> note.startsWith("malformed"));
        assertThat(metrics.scrape()).contains("alpaca_frames_malformed_total 4.0");
    }

    @Test
    void comesBackAndSaysSo() throws Exception {
        listening().closeSession(1001, "");
        assertThat(notes.next()).startsWith("disconnected").contains("1001");
        listening();
    }

    @Test
    void refusedKeysAreFinal() throws Exception {
        var peer = vendor.nextPeer();
        assertThat(vendor.nextSaid()).contains("authenticate");
        peer.send(
                "{\"stream\":\"authorization\",\"data\":{\"status\":\"unauthorized\","
                        + "\"action\":\"authenticate\"}}");
        assertThat(notes.next())
                .startsWith("disconnected Alpaca refused the keys")
                .contains("ALPACA_API_SECRET_KEY")
                .doesNotContain("sesame");
        Thread.sleep(150);
        assertThat(vendor.connections).hasValue(1);
    }

    @Test
    void readsTheRecordedLives() throws Exception {
        var peer = listening();
        int all = 0;
        for (var name :
                List.of("lifecycle-in-order", "cancel", "replace", "rejected-expired-dfd")) {
            for (var line :
                    Reference.read("alpaca/trade_updates-" + name + ".jsonl").lines().toList()) {
                data(peer, line);
                all++;
            }
        }
        lockstep.settle();
        assertThat(notes.notes).isEmpty();
        assertThat(notes.updates).hasSizeGreaterThan(all / 2);
        assertThat(notes.updates).filteredOn(OrderUpdate.Filled.class::isInstance).isNotEmpty();
        assertThat(notes.updates).filteredOn(OrderUpdate.Replaced.class::isInstance).hasSize(1);
        assertThat(notes.updates)
                .extracting(OrderUpdate::order)
                .containsOnly(new OrderId("strat-7-000042"));
    }

    private WsContext listening() throws InterruptedException {
        var peer = vendor.nextPeer();
        assertThat(vendor.nextSaid())
                .isEqualTo(
                        "{\"action\":\"authenticate\",\"data\":{\"key_id\":\"PKTEST\","
                                + "\"secret_key\":\"sesame\"}}");
        peer.send("{\"stream\":\"authorization\",\"data\":{\"status\":\"authorized\"}}");
        assertThat(vendor.nextSaid())
                .isEqualTo("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        peer.send("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        assertThat(notes.next()).isEqualTo("connected");
        return peer;
    }

    private void data(WsContext peer, String frame) {
        frames.begin();
        peer.send(frame);
    }

    private static String update(String event, String more) {
        return "{\"stream\":\"trade_updates\",\"data\":{\"event\":\""
                + event
                + "\","
                + (more.isEmpty() ? "" : more + ",")
                + "\"timestamp\":\"2026-11-02T14:59:00Z\",\"order\":{\"id\":\"b-1\","
                + "\"client_order_id\":\"a.1\",\"symbol\":\"SPY\",\"side\":\"buy\","
                + "\"type\":\"market\",\"status\":\"x\",\"qty\":\"10\",\"filled_qty\":\"0\"}}}";
    }
}
