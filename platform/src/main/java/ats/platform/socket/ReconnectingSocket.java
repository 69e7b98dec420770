package ats.platform.socket;

import module java.base;

import ats.platform.Fault;
import ats.platform.rest.Caller;
import ats.platform.time.ProcessClock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.http.HttpClient;

/// A WebSocket client that comes back by itself: it pings, notices silence, joins fragments, and
/// connects anew after pauses that grow until a line has proved stable.
public final class ReconnectingSocket implements AutoCloseable {
    private static final Duration JOIN_WITHIN = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingSocket.class);

    private final SocketSettings settings;
    private final Conversation conversation;
    private final ProcessClock clock;
    private final BackOff backOff;
    private final HttpClient http;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final Thread thread;
    private volatile @Nullable Connection current;

    public ReconnectingSocket(
            SocketSettings settings, Conversation conversation, ProcessClock clock) {
        this.settings = settings;
        this.conversation = conversation;
        this.clock = clock;
        http = Caller.of(settings.address()).build();
        backOff = new BackOff(settings.timing());
        thread = Thread.ofVirtual().name(settings.name() + "-socket").unstarted(this::run);
    }

    /// Starts once; may not be opened again after it was closed.
    public void open() {
        thread.start();
    }

    /// No further call reaches the conversation once this has returned, unless a call is stuck.
    @Override
    public void close() {
        closing.complete(null);
        var line = current;
        if (line != null) line.wake();
        if (thread.isAlive() && Thread.currentThread() != thread) join();
        http.shutdownNow();
    }

    private void join() {
        try {
            if (!thread.join(JOIN_WITHIN)) {
                LOG.atWarn().setMessage("socket.stuck").addKeyValue("name", settings.name()).log();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing.isDone()) {
            var line = new Connection(settings.timing(), clock);
            current = line;
            attempt(line);
            if (closing.isDone()) return;
            lost(line.end());
            if (line.end().last()) return;
            if (line.stable()) backOff.startOver();
            pause(backOff.nextNanos());
        }
    }

    private void attempt(Connection line) {
        var builder = http.newWebSocketBuilder().connectTimeout(settings.timing().connectWithin());
        settings.headers().forEach((name, value) -> builder.header(name, value.reveal()));
        line.connect(builder.buildAsync(settings.address(), line), closing);
        try {
            converse(line);
        } catch (RuntimeException failed) {
            if (failed instanceof Fault fault && fault.kind() == Fault.Kind.CORRUPT) throw failed;
            LOG.atError()
                    .setMessage("socket.failed")
                    .setCause(failed)
                    .addKeyValue("name", settings.name())
                    .log();
            line.drop("failed: " + failed.getMessage());
        } finally {
            line.hangUp(closing.isDone() || line.end().last());
        }
    }

    private void converse(Connection line) {
        if (line.over()) return;
        LOG.atDebug().setMessage("socket.opened").addKeyValue("name", settings.name()).log();
        conversation.opened(line);
        while (!line.over() && !closing.isDone()) {
            var message = line.next();
            if (message.isPresent() && !closing.isDone()) {
                conversation.heard(line, message.get());
                line.handled();
            }
        }
    }

    private void lost(Connection.End end) {
        LOG.atWarn()
                .setMessage("socket.lost")
                .addKeyValue("name", settings.name())
                .addKeyValue("reason", end.reason())
                .addKeyValue("last", end.last())
                .log();
        conversation.lost(end.reason(), end.last());
    }

    private void pause(long nanos) {
        try {
            closing.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            LOG.atDebug().setMessage("socket.retrying").addKeyValue("name", settings.name()).log();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closing.complete(null);
        } catch (ExecutionException never) {
            throw Fault.misuse("closing cannot fail", never);
        }
    }
}
