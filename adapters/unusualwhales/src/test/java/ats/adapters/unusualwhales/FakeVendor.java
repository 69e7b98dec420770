package ats.adapters.unusualwhales;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.FlowFeed;
import ats.platform.config.Secret;
import ats.platform.socket.SocketTiming;
import ats.platform.time.MarketClock;
import ats.platform.time.Scheduled;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.websocket.WsContext;

/// A host on loopback that answers what a test tells it to, and remembers what it was asked.
final class FakeVendor implements AutoCloseable {
    static final String KEY = "open sesame";
    static final long NOW = Instant.parse("2026-03-03T15:00:00Z").getEpochSecond() * 1_000_000_000L;

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final BlockingQueue<WsContext> peers = new LinkedBlockingQueue<>();
    final AtomicInteger connections = new AtomicInteger();
    private final Javalin server;

    FakeVendor(Consumer<Context> answers) {
        server =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.routes.get("/<path>", context -> answer(context, answers));
                            config.routes.ws(
                                    "/socket",
                                    ws -> {
                                        ws.onConnect(
                                                peer -> {
                                                    connections.incrementAndGet();
                                                    peers.add(peer);
                                                });
                                        ws.onMessage(message -> said.add(message.message()));
                                    });
                        });
        server.start("127.0.0.1", 0);
    }

    static FakeVendor silent() {
        return new FakeVendor(context -> context.status(404));
    }

    UnusualWhalesSettings settings() {
        return settings(URI.create("ws://127.0.0.1:" + server.port()));
    }

    UnusualWhalesSettings settings(URI stream) {
        return new UnusualWhalesSettings(
                URI.create("http://127.0.0.1:" + server.port()),
                stream,
                Secret.of(KEY),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                new UnusualWhalesSettings.Retries(3, Duration.ofMillis(5), Duration.ofMillis(20)),
                new SocketTiming(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(20),
                        Duration.ofMillis(400),
                        Duration.ofMinutes(1)));
    }

    String nextSaid() throws InterruptedException {
        return Objects.requireNonNullElse(said.poll(5, TimeUnit.SECONDS), "nothing");
    }

    WsContext nextPeer() throws InterruptedException {
        return Objects.requireNonNull(peers.poll(5, TimeUnit.SECONDS), "nobody came");
    }

    @Override
    public void close() {
        server.stop();
    }

    private void answer(Context context, Consumer<Context> answers) {
        var query = context.queryString();
        requests.add(context.path() + (query == null ? "" : "?" + query));
        if (!("Bearer " + KEY).equals(context.header("Authorization"))) {
            context.status(401).result("{\"message\":\"invalid token\"}");
            return;
        }
        answers.accept(context);
    }

    /// Market time that stands still.
    static MarketClock clockAt(long now) {
        return new MarketClock() {
            @Override
            public long now() {
                return now;
            }

            @Override
            public Scheduled at(long atNanos, String name, Runnable task) {
                throw new UnsupportedOperationException(name);
            }
        };
    }

    /// Writes down what it is told.
    static final class Notes implements FlowFeed.Listener {
        final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
        final List<FlowAlert> alerts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void alert(FlowAlert alert) {
            alerts.add(alert);
            notes.add("alert " + alert.symbol());
        }

        @Override
        public void connected() {
            notes.add("connected");
        }

        @Override
        public void disconnected(String reason) {
            notes.add("disconnected " + reason);
        }

        @Override
        public void malformed(String reason) {
            notes.add("malformed " + reason);
        }

        String next() throws InterruptedException {
            return Objects.requireNonNullElse(notes.poll(5, TimeUnit.SECONDS), "nothing");
        }
    }

    static List<Symbol> symbols(String... names) {
        return Stream.of(names).map(Symbol::of).toList();
    }
}
