package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.rest.Caller;
import ats.platform.time.ClockReading;
import ats.platform.time.FollowedMarketClock;
import ats.platform.time.ProcessClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// The line to a simulator in another process: what it says of its market, and a clock that follows
/// its own. While the simulator is away its time stands still, and so does ours.
final class SimulatorLink implements AutoCloseable {

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    /// The stream says something every ten seconds; one that says nothing for so long is broken,
    /// though nobody has closed it.
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private static final String DATA = "data:";
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorLink.class);

    private final URI address;
    private final HttpClient http;
    private final SimulatorNote note;
    private final FollowedMarketClock clock;
    private final Thread thread;
    private volatile long heardAt;
    private volatile boolean closed;

    /// Waits for it a while; a fault when it stays away.
    SimulatorLink(URI address, StopSignal stop) {
        this.address = address;
        http =
                Caller.of(address)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(ANSWER)
                        .build();
        note = awaited(stop);
        clock = new FollowedMarketClock(note.clock(), ProcessClock.system());
        thread = Thread.ofVirtual().name("simulator-clock").start(this::follow);
    }

    SimulatorNote note() {
        return note;
    }

    FollowedMarketClock clock() {
        return clock;
    }

    SimulatedVendors.Addresses addresses() {
        return note.addresses(address);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        http.shutdownNow();
        clock.close();
    }

    private SimulatorNote awaited(StopSignal stop) {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        var found = asked();
        while (found.isEmpty() && System.nanoTime() < deadline && !stop.await(AGAIN)) {
            found = asked();
        }
        return found.orElseThrow(
                () ->
                        Fault.retryable(
                                "no simulator answers at "
                                        + address
                                        + "; start it, or correct simulator.url"
                                        + " (ATS_SIMULATOR_URL)"));
    }

    private Optional<SimulatorNote> asked() {
        var request =
                HttpRequest.newBuilder(address.resolve(SimulatorNote.PATH)).timeout(ANSWER).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw Fault.misuse(address + " is no simulator: it answers " + answer.statusCode());
            }
            return Optional.of(Json.read(answer.body(), SimulatorNote.class));
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void follow() {
        try {
            while (!closed) {
                heardAt = System.nanoTime();
                var listener =
                        Thread.ofVirtual().name("simulator-clock-listener").start(this::hear);
                try {
                    while (!listener.join(AGAIN)
                            && System.nanoTime() - heardAt < SILENCE.toNanos()) {
                        // it goes on listening
                    }
                } finally {
                    listener.interrupt();
                }
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException stopped) {
            LOG.atDebug().setMessage("simulator.left").log();
        }
    }

    private void hear() {
        try {
            listen();
        } catch (IOException | UncheckedIOException | Fault lost) {
            LOG.atInfo()
                    .setMessage("simulator.lost")
                    .addKeyValue("at", address)
                    .addKeyValue("why", lost.toString())
                    .log();
        } catch (InterruptedException stopped) {
            LOG.atInfo().setMessage("simulator.silent").addKeyValue("at", address).log();
        }
    }

    private void listen() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(SimulatorNote.CLOCK)).build();
        var answer = http.send(request, BodyHandlers.ofLines());
        try (var lines = answer.body()) {
            lines.peek(_ -> heardAt = System.nanoTime())
                    .filter(line -> line.startsWith(DATA))
                    .map(line -> Json.read(line.substring(DATA.length()), ClockReading.class))
                    .forEach(clock::follow);
        }
    }
}
