package ats.adapters.massive;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.lockstep.Work;
import ats.platform.metrics.Metrics;

import io.javalin.websocket.WsContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MassiveStreamTest {
    private static final long TO = FakeVendor.NOW - 1_000_000_000L;

    private final Metrics metrics = new Metrics();
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(5));
    private final Work frames = lockstep.work("massive.frames");
    private final FakeVendor.Notes notes = new FakeVendor.Notes();
    private FakeVendor vendor;
    private MassiveFeed feed;

    @BeforeEach
    void start() {
        vendor = FakeVendor.silent();
        feed =
                new MassiveFeed(
                        vendor.settings(),
                        new AlwaysOpen(),
                        FakeVendor.clockAt(FakeVendor.NOW),
                        lockstep,
                        metrics);
        feed.stream(FakeVendor.symbols("SPY", "AAPL"), notes);
    }

    @AfterEach
    void stop() {
        feed.close();
        vendor.close();
        metrics.close();
    }

    @Test
    void holdsTheSubscriptionBackUntilTheKeyWasTaken() throws Exception {
        var peer = vendor.nextPeer();
        assertThat(vendor.said.poll(50, TimeUnit.MILLISECONDS)).isNull();
        status(peer, "connected", "Connected Successfully");
        assertThat(vendor.nextSaid()).isEqualTo("{\"action\":\"auth\",\"params\":\"sesame\"}");
        assertThat(vendor.said.poll(50, TimeUnit.MILLISECONDS)).isNull();
        status(peer, "auth_success", "authenticated");
        assertThat(vendor.nextSaid())
                .isEqualTo("{\"action\":\"subscribe\",\"params\":\"AM.AAPL,AM.SPY\"}");
        status(peer, "success", "subscribed to: AM.AAPL");
        assertThat(notes.notes.poll(50, TimeUnit.MILLISECONDS)).isNull();
        status(peer, "success", "subscribed to: AM.SPY");
        assertThat(notes.next()).isEqualTo("connected");
        lockstep.settle();
    }

    @Test
    void readsBarsWithTheirTrueSpanOutOfMixedFrames() throws Exception {
        var peer = subscribed();
        data(
                peer,
                "[{\"ev\":\"T\",\"sym\":\"SPY\",\"p\":1},"
                        + "{\"ev\":\"status\",\"status\":\"strange\",\"message\":\"news\"},"
                        + bar("SPY", TO - 1_800_000_000_000L, "\"v\":5,\"dv\":\"4.75\"")
                        + ","
                        + bar("QQQ", TO - 60_000_000_000L, "\"v\":5")
                        + ","
                        + bar("AAPL", TO - 60_000_000_000L, "\"v\":1e3")
                        + "]");
        lockstep.settle();
        assertThat(notes.bars)
                .extracting(Bar::symbol)
                .containsExactly(Symbol.of("SPY"), Symbol.of("AAPL"));
        assertThat(notes.bars.getFirst())
                .isEqualTo(
                        new Bar(
                                Symbol.of("SPY"),
                                TO - 1_800_000_000_000L,
                                TO,
                                FakeVendor.NOW,
                                Price.parse("10.01"),
                                Price.parse("12"),
                                Price.parse("9"),
                                Price.parse("11"),
                                Quantity.parse("4.75"),
                                false));
        assertThat(metrics.scrape()).contains("massive_frames_unknown_total 1.0");
    }

    @Test
    void aMalformedFrameIsCountedAndTheNextOneIsRead() throws Exception {
        var peer = subscribed();
        data(peer, "[{\"ev\":\"AM\",");
        data(peer, "");
        data(peer, "[17]");
        data(peer, "[{\"ev\":\"AM\",\"sym\":\"SPY\"}]");
        data(peer, "[" + bar("no ticker", TO - 1_000_000, "\"v\":1") + "]");
        data(peer, "[" + bar("SPY", TO, "\"v\":1") + "]");
        data(peer, "[" + bar("SPY", TO - 60_000_000_000L, "\"v\":1") + "]");
        lockstep.settle();
        assertThat(notes.bars).hasSize(1);
        assertThat(notes.notes.stream().filter(note -> note.startsWith("malformed"))).hasSize(6);
        assertThat(metrics.scrape()).contains("massive_frames_malformed_total 6.0");
        assertThat(vendor.connections).hasValue(1);
    }

    @Test
    void comesBackSubscribesAgainAndSaysSo() throws Exception {
        subscribed().closeSession(1001, "going away");
        assertThat(notes.next()).startsWith("disconnected").contains("1001");
        subscribed();
    }

    @Test
    void anEvictionMakesNoHotLoop() throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            var peer = subscribed();
            status(peer, "max_connections", "Maximum number of websocket connections exceeded.");
            peer.closeSession(1008, "");
            assertThat(notes.next()).contains("1008").contains("another connection");
        }
        // Five pauses of 20 ms each are 100 ms; doubled every time they are 620, less the jitter.
        assertThat(System.nanoTime() - began).isGreaterThan(240_000_000L);
    }

    @Test
    void aRefusedKeyIsFinal() throws Exception {
        var peer = vendor.nextPeer();
        status(peer, "connected", "hello");
        assertThat(vendor.nextSaid()).contains("auth");
        status(peer, "auth_failed", "authentication failed");
        assertThat(notes.next())
                .isEqualTo(
                        "disconnected Massive refused the key (authentication failed): check"
                                + " MASSIVE_API_KEY");
        Thread.sleep(150);
        assertThat(vendor.connections).hasValue(1);
        assertThat(notes.notes).isEmpty();
    }

    @Test
    void anErrorForOneTopicDoesNotKeepTheOthersWaiting() throws Exception {
        var peer = vendor.nextPeer();
        greet(peer);
        status(peer, "error", "not entitled");
        status(peer, "success", "subscribed to: AM.SPY");
        assertThat(notes.next()).isEqualTo("connected");
    }

    @Test
    void aListOfTopicsInOneAnswerConfirmsThemAll() throws Exception {
        var peer = vendor.nextPeer();
        greet(peer);
        status(peer, "success", "subscribed to: AM.SPY,AM.AAPL");
        assertThat(notes.next()).isEqualTo("connected");
    }

    @Test
    void readsTheRecordedBar() throws Exception {
        var frame = Reference.read("polygon/ws-stocks_AM.json").replace("GTE", "SPY");
        var peer = subscribed();
        data(peer, frame);
        lockstep.settle();
        assertThat(notes.bars.getFirst().close()).isEqualTo(Price.parse("0.4486"));
    }

    private WsContext subscribed() throws InterruptedException {
        var peer = vendor.nextPeer();
        greet(peer);
        status(peer, "success", "subscribed to: AM.AAPL");
        status(peer, "success", "subscribed to: AM.SPY");
        assertThat(notes.next()).isEqualTo("connected");
        return peer;
    }

    private void greet(WsContext peer) throws InterruptedException {
        status(peer, "connected", "Connected Successfully");
        assertThat(vendor.nextSaid()).contains("auth");
        status(peer, "auth_success", "authenticated");
        assertThat(vendor.nextSaid()).contains("subscribe");
    }

    private void data(WsContext peer, String frame) {
        frames.begin();
        peer.send(frame);
    }

    private static void status(WsContext peer, String status, String message) {
        peer.send(
                "[{\"ev\":\"status\",\"status\":\""
                        + status
                        + "\",\"message\":\""
                        + message
                        + "\"}]");
    }

    private static String bar(String symbol, long from, String volume) {
        return "{\"ev\":\"AM\",\"sym\":\""
                + symbol
                + "\","
                + volume
                + ",\"o\":10.01,\"h\":12,\"l\":9,\"c\":11,\"s\":"
                + from / 1_000_000
                + ",\"e\":"
                + TO / 1_000_000
                + ",\"op\":0}";
    }
}
