package ats.platform.socket;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.time.ProcessClock;

import io.javalin.Javalin;
import io.javalin.websocket.WsConnectContext;

import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReconnectingSocketTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<Long> connects = Collections.synchronizedList(new ArrayList<>());
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void hearsTextBinaryAndFragmentsAlike() throws Exception {
        int port =
                server(
                        peer -> {
                            peer.send("text");
                            peer.send(ByteBuffer.wrap("bin".getBytes(StandardCharsets.UTF_8)));
                            for (var part : List.of("[1,", "2,", "3]")) {
                                peer.session.sendPartialText(
                                        part, part.endsWith("]"), Callback.NOOP);
                            }
                        });
        socket(port, timing(Duration.ofMillis(10), LONG), _ -> {});
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("text");
        assertThat(next()).isEqualTo("bin");
        assertThat(next()).isEqualTo("[1,2,3]");
    }

    @Test
    void comesBackAfterGrowingPausesEvenIfEveryLineWasReadyForAMoment() throws Exception {
        int port = server(peer -> peer.closeSession(1008, "too many"));
        socket(port, timing(Duration.ofMillis(40), LONG), Line::ready);
        while (connects.size() < 5) {
            Thread.sleep(5);
        }
        long first = connects.get(1) - connects.get(0);
        long fourth = connects.get(4) - connects.get(3);
        assertThat(fourth).isGreaterThan(first * 2);
        assertThat(told).contains("lost closed by the other side with 1008 (too many) false");
    }

    @Test
    void startsOverWithShortPausesOnlyAfterAStableLine() {
        var backOff = new BackOff(timing(Duration.ofMillis(100), LONG));
        assertThat(backOff.nextNanos()).isBetween(80_000_000L, 120_000_000L);
        assertThat(backOff.nextNanos()).isBetween(160_000_000L, 240_000_000L);
        for (int i = 0; i < 100; i++) {
            assertThat(backOff.nextNanos()).isBetween(1L, 1_200_000_000L);
        }
        backOff.startOver();
        assertThat(backOff.nextNanos()).isBetween(80_000_000L, 120_000_000L);
    }

    @Test
    void aStopIsFinal() throws Exception {
        int port = server(_ -> {});
        socket(port, timing(Duration.ofMillis(5), LONG), line -> line.stop("keys refused"));
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("lost keys refused true");
        Thread.sleep(60);
        assertThat(connects).hasSize(1);
    }

    @Test
    void dropsALineThatDoesNotGetReady() throws Exception {
        int port = server(_ -> {});
        var timing =
                new SocketTiming(
                        LONG, Duration.ofMillis(50), LONG, LONG, LONG, LONG, Duration.ofSeconds(1));
        socket(port, timing, _ -> {});
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("lost not ready within PT0.05S false");
    }

    @Test
    void keepsALineAliveThatOnlyAnswersPings() throws Exception {
        int port = server(_ -> {});
        socket(port, timing(LONG, Duration.ofMillis(30)), Line::ready);
        assertThat(next()).isEqualTo("opened");
        Thread.sleep(300);
        assertThat(told).isEmpty();
    }

    @Test
    void dropsALineThatAnswersNoPing() throws Exception {
        int port = mute();
        socket(port, timing(LONG, Duration.ofMillis(30)), Line::ready);
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).startsWith("lost silent for");
    }

    @Test
    void saysThatItCannotConnectAndTriesAgain() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        socket(port, timing(Duration.ofMillis(10), LONG), _ -> {});
        assertThat(next()).startsWith("lost cannot connect");
        assertThat(next()).startsWith("lost cannot connect");
    }

    @Test
    void aFailingConversationCostsTheLineNotTheSocket() throws Exception {
        int port = server(peer -> peer.send("poison"));
        socket(port, timing(Duration.ofMillis(10), LONG), _ -> {});
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("poison");
        assertThat(next()).isEqualTo("lost failed: poisoned false");
        assertThat(next()).isEqualTo("opened");
    }

    @Test
    void closesAtOnceWhileWaitingToComeBack() throws Exception {
        int port = server(peer -> peer.closeSession(1001, ""));
        var socket = socket(port, timing(LONG, LONG), _ -> {});
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).startsWith("lost closed by the other side with 1001");
        long began = System.nanoTime();
        socket.close();
        assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
        assertThat(told).isEmpty();
    }

    private static SocketTiming timing(Duration firstPause, Duration pingEvery) {
        return new SocketTiming(
                LONG,
                LONG,
                pingEvery,
                Duration.ofMillis(40),
                firstPause,
                firstPause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : LONG,
                Duration.ofMinutes(1));
    }

    private String next() throws InterruptedException {
        return Objects.requireNonNullElse(told.poll(5, TimeUnit.SECONDS), "nothing");
    }

    private int server(Consumer<WsConnectContext> greeting) {
        var server =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.routes.ws(
                                    "/stream",
                                    ws ->
                                            ws.onConnect(
                                                    peer -> {
                                                        connects.add(System.nanoTime());
                                                        greeting.accept(peer);
                                                    }));
                        });
        server.start("127.0.0.1", 0);
        open.add(server::stop);
        return server.port();
    }

    /// Shakes hands and never says another word.
    private int mute() throws IOException {
        var listening = new ServerSocket(0);
        open.add(listening);
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                shakeHands(listening.accept());
                            } catch (IOException | GeneralSecurityException closed) {
                                told.add("server: " + closed);
                            }
                        });
        return listening.getLocalPort();
    }

    private void shakeHands(Socket peer) throws IOException, GeneralSecurityException {
        open.add(peer);
        var request = new Scanner(peer.getInputStream(), StandardCharsets.US_ASCII);
        var key = request.findWithinHorizon("(?i)sec-websocket-key: *(\\S+)\r\n", 0);
        request.findWithinHorizon("\r\n\r\n", 0);
        var accept = key.substring(18).strip() + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        var digest =
                MessageDigest.getInstance("SHA-1")
                        .digest(accept.getBytes(StandardCharsets.US_ASCII));
        var answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + Base64.getEncoder().encodeToString(digest)
                        + "\r\n\r\n";
        peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private ReconnectingSocket socket(int port, SocketTiming timing, Consumer<Line> onOpened) {
        var address = URI.create("ws://127.0.0.1:" + port + "/stream");
        var settings = new SocketSettings("test", address, Map.of(), timing);
        var socket = new ReconnectingSocket(settings, new Told(onOpened), ProcessClock.system());
        open.add(socket);
        socket.open();
        return socket;
    }

    private final class Told implements Conversation {
        private final Consumer<Line> onOpened;

        private Told(Consumer<Line> onOpened) {
            this.onOpened = onOpened;
        }

        @Override
        public void opened(Line line) {
            told.add("opened");
            onOpened.accept(line);
        }

        @Override
        public void heard(Line line, String message) {
            told.add(message);
            if (message.equals("poison")) throw new IllegalStateException("poisoned");
        }

        @Override
        public void lost(String reason, boolean last) {
            told.add("lost " + reason + " " + last);
        }
    }
}
