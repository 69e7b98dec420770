package ats.simulator.alpaca;

import module java.base;

import ats.platform.json.Json;
import ats.platform.lockstep.Work;

import tools.jackson.databind.JsonNode;

import java.net.http.WebSocket;

/// A plain listener on the stream, which ends the work of each trade update as a customer does.
final class Ear implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final Work work;
    private final WebSocket socket;

    static Ear connected(Testbed testbed) {
        return new Ear(testbed);
    }

    static Ear listening(Testbed testbed) {
        var ear = connected(testbed);
        ear.say(keys(Testbed.SECRET));
        ear.next();
        ear.say("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        ear.next();
        return ear;
    }

    static String keys(String secret) {
        return "{\"action\":\"authenticate\",\"data\":{\"key_id\":\""
                + Testbed.KEY
                + "\",\"secret_key\":\""
                + secret
                + "\"}}";
    }

    private Ear(Testbed testbed) {
        work = testbed.lockstep.work("alpaca.frames");
        socket =
                testbed.client
                        .newWebSocketBuilder()
                        .buildAsync(testbed.server.streamAddress(), this)
                        .join();
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    JsonNode next() {
        return Json.parse(nextText());
    }

    String nextText() {
        try {
            var text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing was heard");
            }
            return text;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// The payload of the next trade update.
    JsonNode update() {
        return next().path("data");
    }

    /// The events of the next so many trade updates.
    List<String> events(int count) {
        return Stream.generate(this::update)
                .limit(count)
                .map(update -> update.path("event").asString())
                .toList();
    }

    boolean silent() {
        return heard.isEmpty();
    }

    /// The code with which the line was closed; -1 when it broke.
    int awaitClosed() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket line, ByteBuffer data, boolean last) {
        while (data.hasRemaining()) {
            part.write(data.get());
        }
        if (last) {
            var text = part.toString(StandardCharsets.UTF_8);
            part.reset();
            if (!text.startsWith("{\"stream\":\"authorization\"")
                    && !text.startsWith("{\"stream\":\"listening\"")
                    && !text.startsWith("{\"action\"")) {
                work.end();
            }
            heard.add(text);
        }
        line.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket line, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket line, Throwable error) {
        closed.complete(-1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
