package ats.adapters.unusualwhales;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Money;
import ats.domain.OptionContract;
import ats.domain.OptionContract.Right;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.platform.json.Json;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.lockstep.Work;
import ats.platform.metrics.Metrics;

import io.javalin.websocket.WsContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AlertStreamTest {
    private static final long AT = FakeVendor.NOW / 1_000_000 - 250;

    private final Metrics metrics = new Metrics();
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(5));
    private final Work frames = lockstep.work("unusualwhales.frames");
    private final FakeVendor.Notes notes = new FakeVendor.Notes();
    private FakeVendor vendor;
    private UnusualWhalesFeed feed;

    @BeforeEach
    void start() {
        vendor = FakeVendor.silent();
        feed = feed(vendor.settings());
        feed.stream(FakeVendor.symbols("MSFT", "AAPL"), notes);
    }

    @AfterEach
    void stop() {
        feed.close();
        vendor.close();
        metrics.close();
    }

    @Test
    void joinsWithTheKeyInTheAddressAndIsInForceOnceThatIsAnswered() throws Exception {
        var peer = vendor.nextPeer();
        assertThat(peer.queryParam("token")).isEqualTo(FakeVendor.KEY);
        assertThat(vendor.nextSaid())
                .isEqualTo("{\"channel\":\"flow-alerts\",\"msg_type\":\"join\"}");
        assertThat(notes.notes.poll(50, TimeUnit.MILLISECONDS)).isNull();
        joined(peer);
        assertThat(notes.next()).isEqualTo("connected");
        lockstep.settle();
    }

    @Test
    void readsAnEventExactlyAndOnlyWhatWasAskedFor() throws Exception {
        var peer = inForce();
        data(peer, event("TSLA"));
        data(peer, event("MSFT"));
        data(peer, event("AAPL").replace("\"RepeatedHits\"", "null").replace("29326.0", "29326"));
        lockstep.settle();
        assertThat(notes.alerts)
                .extracting(FlowAlert::symbol)
                .containsExactly(Symbol.of("MSFT"), Symbol.of("AAPL"));
        var alert = notes.alerts.getFirst();
        assertThat(alert)
                .isEqualTo(
                        new FlowAlert(
                                Symbol.of("MSFT"),
                                AT * 1_000_000,
                                FakeVendor.NOW,
                                alert.id(),
                                "RepeatedHits",
                                new OptionContract(
                                        Right.PUT, Price.of(34), LocalDate.of(2026, 5, 22)),
                                Quantity.of(341),
                                Money.of(29_326),
                                Money.of(16_598),
                                Money.parse("12728.5")));
        assertThat(notes.alerts.getLast().rule()).isEmpty();
        assertThat(metrics.scrape()).contains("unusualwhales_alerts_others_total 1.0");
    }

    @Test
    void givesAnAlertTheIdThatItsRowHas() throws Exception {
        var peer = inForce();
        data(peer, event("MSFT"));
        data(peer, event("MSFT").replace("815", "816"));
        lockstep.settle();
        var row =
                Json.parse(
                        "{\"alert_rule\":\"RepeatedHits\",\"created_at\":\"2026-03-03T15:00:03Z\","
                                + "\"option_chain\":\"MSFT260522P00034000\",\"ticker\":\"MSFT\","
                                + "\"total_premium\":\"29326.00\",\"total_size\":341,"
                                + "\"trade_count\":31,\"volume\":815}");
        var reader = new AlertReader(Duration.ZERO);
        var listed = reader.row(row, reader.madeAt(row));
        assertThat(listed.id())
                .isEqualTo(notes.alerts.getFirst().id())
                .isNotEqualTo(notes.alerts.getLast().id());
    }

    @Test
    void aMalformedFrameIsCountedAndTheNextOneIsRead() throws Exception {
        var peer = inForce();
        data(peer, "[\"flow-alerts\",{\"ticker\":");
        data(peer, "");
        data(peer, "{}");
        data(peer, "[\"flow-alerts\"]");
        data(peer, "[\"flow-alerts\",{\"ticker\":\"MSFT\"}]");
        data(peer, "[\"flow-alerts\",{}]");
        data(peer, event("MSFT").replace("P00034000", "P00000000"));
        data(peer, event("MSFT").replace("29326.0", "1e30"));
        data(peer, event("MSFT").replace("29326.0", "\"\""));
        data(peer, "[\"price:SPY\",{\"close\":\"1\"}]");
        data(peer, event("MSFT"));
        lockstep.settle();
        assertThat(notes.alerts).hasSize(1);
        assertThat(notes.notes.stream().filter(note -> note.startsWith("malformed"))).hasSize(9);
        assertThat(metrics.scrape())
                .contains("unusualwhales_frames_malformed_total 9.0")
                .contains("unusualwhales_frames_unknown_total 1.0");
        assertThat(vendor.connections).hasValue(1);
    }

    @Test
    void comesBackJoinsAgainAndSaysSo() throws Exception {
        inForce().closeSession(1001, "going away");
        assertThat(notes.next()).startsWith("disconnected").contains("1001");
        inForce();
    }

    @Test
    void aRefusedJoinIsFinalAndSaysWhatToCheck() throws Exception {
        var peer = vendor.nextPeer();
        assertThat(vendor.nextSaid()).contains("join");
        peer.send("[\"flow-alerts\",{\"response\":{\"reason\":\"plan\"},\"status\":\"error\"}]");
        assertThat(notes.next())
                .startsWith("disconnected Unusual Whales refused the channel flow-alerts")
                .contains("plan", "UNUSUAL_WHALES_API_KEY");
        Thread.sleep(150);
        assertThat(vendor.connections).hasValue(1);
        assertThat(notes.notes).isEmpty();
    }

    @Test
    void neverShowsTheKey() throws Exception {
        var elsewhere = URI.create("ws://127.0.0.1:1/nowhere");
        var other = new FakeVendor.Notes();
        var closed = feed(vendor.settings(elsewhere));
        closed.stream(FakeVendor.symbols("MSFT"), other);
        assertThat(other.next()).startsWith("disconnected").doesNotContain("sesame");
        closed.close();
        assertThat(vendor.settings().toString()).doesNotContain("sesame");
        assertThat(vendor.settings().socketSettings().toString()).doesNotContain("sesame");
    }

    @Test
    void readsTheRecordedFrames() throws Exception {
        var reader = new AlertReader(Duration.ZERO);
        var recorded =
                Reference.read("unusualwhales/ws-recorded-flow_alerts-a.jsonl").lines().toList();
        var alerts = new ArrayList<FlowAlert>();
        for (var line : recorded) {
            var payload = Json.parse(line).path(1);
            if (payload.has("option_chain")) alerts.add(reader.event(payload, FakeVendor.NOW));
        }
        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(alerts).extracting(FlowAlert::id).doesNotHaveDuplicates();
        assertThat(alerts.getFirst().contract())
                .isEqualTo(new OptionContract(Right.PUT, Price.of(34), LocalDate.of(2025, 5, 23)));
        assertThat(alerts.getFirst().premium()).isEqualTo(Money.of(29_326));
        for (var ack : Reference.read("unusualwhales/ws-join-acks.jsonl").lines().toList()) {
            if (ack.contains("flow-alerts")) {
                var peer = vendor.nextPeer();
                peer.send(ack);
            }
        }
        assertThat(notes.next()).isEqualTo("connected");
        lockstep.settle();
    }

    private UnusualWhalesFeed feed(UnusualWhalesSettings settings) {
        return new UnusualWhalesFeed(
                settings, FakeVendor.clockAt(FakeVendor.NOW), lockstep, metrics);
    }

    private WsContext inForce() throws InterruptedException {
        var peer = vendor.nextPeer();
        assertThat(vendor.nextSaid()).contains("join");
        joined(peer);
        assertThat(notes.next()).isEqualTo("connected");
        return peer;
    }

    private void data(WsContext peer, String frame) {
        frames.begin();
        peer.send(frame);
    }

    private static void joined(WsContext peer) {
        peer.send("[\"flow-alerts\",{\"response\":{},\"status\":\"ok\"}]");
    }

    private static String event(String ticker) {
        return "[\"flow-alerts\",{\"rule_name\":\"RepeatedHits\",\"ticker\":\""
                + ticker
                + "\",\"option_chain\":\""
                + ticker
                + "260522P00034000\",\"volume\":815,\"total_size\":341,\"total_premium\":29326.0,"
                + "\"total_ask_side_prem\":16598.0,\"total_bid_side_prem\":\"12728.5\","
                + "\"end_time\":"
                + AT
                + ",\"executed_at\":"
                + AT
                + ",\"id\":\"8efad402-65ae-4ea9-9a24-bfc608d69adb\",\"trade_count\":31,"
                + "\"bid\":\"\",\"trade_ids\":[]}]";
    }
}
