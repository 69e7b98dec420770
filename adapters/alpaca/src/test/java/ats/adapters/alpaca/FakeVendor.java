package ats.adapters.alpaca;

import module java.base;

import ats.domain.OrderUpdate;
import ats.engine.port.Broker;
import ats.platform.config.Secret;
import ats.platform.socket.SocketTiming;
import ats.platform.time.MarketClock;
import ats.platform.time.Scheduled;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.websocket.WsContext;

/// A host on loopback that answers what a test tells it to, and remembers what it was asked.
final class FakeVendor implements AutoCloseable {
    static final long NOW = Instant.parse("2026-11-02T15:00:00Z").getEpochSecond() * 1_000_000_000L;

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final Map<String, String> orders = new ConcurrentHashMap<>();
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final BlockingQueue<WsContext> peers = new LinkedBlockingQueue<>();
    final AtomicInteger connections = new AtomicInteger();
    volatile Consumer<Context> answers = this::order;
    private final Javalin server;

    FakeVendor() {
        Handler handler = this::answer;
        server =
                Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.routes.get("/<path>", handler);
                            config.routes.post("/<path>", handler);
                            config.routes.patch("/<path>", handler);
                            config.routes.delete("/<path>", handler);
                            config.routes.ws(
                                    "/stream",
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

    AlpacaSettings settings() {
        return new AlpacaSettings(
                URI.create("http://127.0.0.1:" + server.port()),
                URI.create("ws://127.0.0.1:" + server.port()),
                Secret.of("PKTEST"),
                Secret.of("sesame"),
                Duration.ofMillis(800),
                new AlpacaSettings.Retries(2, Duration.ofMillis(5), Duration.ofMillis(20)),
                new SocketTiming(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(20),
                        Duration.ofMillis(400),
                        Duration.ofMinutes(1)));
    }

    void always(int status, String body) {
        answers = context -> context.status(status).result(body);
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

    private void answer(Context context) {
        var query = context.queryString();
        var body = context.body();
        requests.add(
                context.method()
                        + " "
                        + context.path()
                        + (query == null ? "" : "?" + query)
                        + (body.isEmpty() ? "" : " " + body));
        boolean known =
                "PKTEST".equals(context.header("APCA-API-KEY-ID"))
                        && "sesame".equals(context.header("APCA-API-SECRET-KEY"));
        if (known) {
            answers.accept(context);
        } else {
            context.status(401).result("{\"code\":40110000,\"message\":\"not authorized\"}");
        }
    }

    /// Looks orders up by the broker's id.
    private void order(Context context) {
        var id = context.path().substring(context.path().lastIndexOf('/') + 1);
        var found = orders.get(id);
        if (found == null) {
            context.status(404).result("{\"code\":40410000,\"message\":\"order not found\"}");
        } else {
            context.result(found);
        }
    }

    /// Market time that stands still.
    static MarketClock clock() {
        return new MarketClock() {
            @Override
            public long now() {
                return NOW;
            }

            @Override
            public Scheduled at(long atNanos, String name, Runnable task) {
                throw new UnsupportedOperationException(name);
            }
        };
    }

    /// Writes down what it is told.
    static final class Notes implements Broker.Listener {
        final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
        final List<OrderUpdate> updates = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void update(OrderUpdate update) {
            updates.add(update);
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
}
