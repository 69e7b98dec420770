package ats.platform.socket;

import module java.base;

import ats.platform.time.ProcessClock;

import org.jspecify.annotations.Nullable;

import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;

/// One WebSocket from handshake to end. The library's threads only join fragments and fill the
/// inbox; everything else happens on the socket's own thread.
final class Connection implements Line, WebSocket.Listener {
    /// Messages that may wait for us; the vendor's stay in the network beyond that.
    private static final int WINDOW = 1_024;

    private static final int LONGEST_MESSAGE = 16 << 20;
    private static final Duration SEND_WITHIN = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(500);

    private final SocketTiming timing;
    private final ProcessClock clock;
    private final BlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile long heardAt;
    private @Nullable WebSocket socket;
    private @Nullable End end;
    private boolean ready;
    private long openedAt;
    private long readyAt;
    private long pingedAt;

    Connection(SocketTiming timing, ProcessClock clock) {
        this.timing = timing;
        this.clock = clock;
    }

    /// Waits for the handshake; a failure ends the line.
    void connect(CompletableFuture<WebSocket> handshake, CompletableFuture<?> closing) {
        try {
            var _ =
                    CompletableFuture.anyOf(handshake, closing)
                            .get(timing.connectWithin().toMillis(), TimeUnit.MILLISECONDS);
            if (!handshake.isDone()) {
                handshake.cancel(true);
                drop("closed while connecting");
                return;
            }
            socket = handshake.resultNow();
            openedAt = clock.nanos();
            heardAt = openedAt;
            pingedAt = openedAt;
        } catch (TimeoutException late) {
            handshake.cancel(true);
            drop("no connection within " + timing.connectWithin());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            stop("interrupted while connecting");
        } catch (ExecutionException failed) {
            drop("cannot connect: " + reason(failed.getCause()));
        }
    }

    boolean over() {
        return end != null;
    }

    End end() {
        return Objects.requireNonNullElse(end, new End("closed", true));
    }

    /// Whether it was of use for so long that the next failure counts as the first.
    boolean stable() {
        return ready && clock.nanos() - readyAt >= timing.stableAfter().toNanos();
    }

    /// The next message, or none when it is time to look after the line.
    Optional<String> next() {
        try {
            var signal = inbox.poll(Math.max(1, untilDue()), TimeUnit.NANOSECONDS);
            return switch (signal) {
                case null -> {
                    lookAfter();
                    yield Optional.empty();
                }
                case Signal.Heard heard -> Optional.of(heard.message());
                case Signal.Broken broken -> {
                    drop(broken.reason());
                    yield Optional.empty();
                }
                case Signal.Wake _ -> Optional.empty();
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            stop("interrupted");
            return Optional.empty();
        }
    }

    /// One more message may come in for the one that was handled.
    void handled() {
        if (socket != null) socket.request(1);
    }

    void wake() {
        inbox.add(new Signal.Wake());
    }

    void hangUp(boolean politely) {
        var open = socket;
        if (open == null) return;
        try {
            if (politely && !open.isOutputClosed()) {
                var _ =
                        open.sendClose(WebSocket.NORMAL_CLOSURE, "")
                                .get(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException rude) {
            inbox.clear();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.abort();
        }
    }

    @Override
    public void send(String message) {
        var open = socket;
        if (open != null && end == null) await(open.sendText(message, true));
    }

    @Override
    public void ready() {
        if (ready) return;
        ready = true;
        readyAt = clock.nanos();
    }

    @Override
    public void drop(String reason) {
        if (end == null) end = new End(reason, false);
    }

    @Override
    public void stop(String reason) {
        if (end == null || !end.last()) end = new End(reason, true);
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(WINDOW);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heardAt = clock.nanos();
        if (last && text.isEmpty()) {
            inbox.add(new Signal.Heard(part.toString()));
            return null;
        }
        text.append(part);
        if (last) {
            inbox.add(new Signal.Heard(text.toString()));
            text.setLength(0);
        } else {
            more(from, text.length());
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        heardAt = clock.nanos();
        var copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
        if (last) {
            inbox.add(new Signal.Heard(bytes.toString(StandardCharsets.UTF_8)));
            bytes.reset();
        } else {
            more(from, bytes.size());
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        heardAt = clock.nanos();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        heardAt = clock.nanos();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        var words = reason.isBlank() ? "" : " (" + reason + ")";
        inbox.add(new Signal.Broken("closed by the other side with " + code + words));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failed) {
        inbox.add(new Signal.Broken("broken: " + reason(failed)));
    }

    private void more(WebSocket from, int length) {
        if (length > LONGEST_MESSAGE) {
            inbox.add(new Signal.Broken("a message longer than " + LONGEST_MESSAGE));
            from.abort();
        } else {
            from.request(1);
        }
    }

    private long untilDue() {
        long now = clock.nanos();
        long due = pinging() ? pingedAt + timing.pongWithin().toNanos() : pingAt();
        return ready ? due - now : Math.min(due, readyDue()) - now;
    }

    private void lookAfter() {
        long now = clock.nanos();
        if (!ready && now - readyDue() >= 0) {
            drop("not ready within " + timing.readyWithin());
        } else if (pinging() && now - pingedAt >= timing.pongWithin().toNanos()) {
            drop("silent for " + timing.pingEvery().plus(timing.pongWithin()));
        } else if (!pinging() && now - pingAt() >= 0) {
            ping(now);
        }
    }

    private void ping(long now) {
        pingedAt = now;
        var open = socket;
        if (open != null) await(open.sendPing(ByteBuffer.allocate(0)));
    }

    /// A ping is out and nothing was heard since.
    private boolean pinging() {
        return pingedAt - heardAt > 0;
    }

    private long pingAt() {
        return heardAt + timing.pingEvery().toNanos();
    }

    private long readyDue() {
        return openedAt + timing.readyWithin().toNanos();
    }

    private void await(CompletableFuture<WebSocket> sending) {
        try {
            var _ = sending.get(SEND_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            drop("cannot send within " + SEND_WITHIN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            stop("interrupted while sending");
        } catch (ExecutionException failed) {
            drop("cannot send: " + reason(failed.getCause()));
        }
    }

    private static String reason(@Nullable Throwable failed) {
        return switch (failed) {
            case null -> "unknown";
            case WebSocketHandshakeException refused ->
                    "the handshake was answered with " + refused.getResponse().statusCode();
            case Throwable other when other.getMessage() == null ->
                    other.getClass().getSimpleName();
            case Throwable other -> other.getClass().getSimpleName() + " " + other.getMessage();
        };
    }

    /// Why a line is over, and whether for good.
    record End(String reason, boolean last) {}

    private sealed interface Signal {
        record Heard(String message) implements Signal {}

        record Broken(String reason) implements Signal {}

        record Wake() implements Signal {}
    }
}
