package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// Asks something of the learning of a running system, and waits for what comes of it.
final class Asking implements AutoCloseable {

    /// A learning service at work looks after every bar, or after a review of some seconds.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Api api;

    private Asking(Api api) {
        this.api = api;
    }

    /// Refuses where nothing runs: `act` has to wait for a start.
    static Asking of(Home home, String act) {
        var occupant =
                home.occupant()
                        .orElseThrow(
                                () ->
                                        Fault.misuse(
                                                home.taken()
                                                        ? "just starting on "
                                                                + home.folder()
                                                                + "; wait a moment, then "
                                                                + act
                                                        : "nothing runs on "
                                                                + home.folder()
                                                                + "; start it with ./ats run, then "
                                                                + act));
        return new Asking(Api.of(home, occupant));
    }

    JsonNode get(String path) {
        return api.get(path);
    }

    /// Prints what came of it. 0 where it changed what `sign` reads of the system, else 1.
    int ask(Order order, Supplier<String> sign) {
        var before = sign.get();
        var id =
                api.post(
                                "/api/v1/learning/" + order.act(),
                                new Body(order.subject(), order.reason()))
                        .path("id")
                        .asString();
        System.out.println(order.act() + ": " + outcome(id));
        return sign.get().equals(before) ? 1 : 0;
    }

    /// What is asked for, of what, and why.
    record Order(String act, String subject, String reason) {}

    @Override
    public void close() {
        api.close();
    }

    private String outcome(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var outcome =
                    Json.text(api.get("/api/v1/learning/requests?id=" + id), "outcome").orElse("");
            if (!outcome.isEmpty()) {
                return outcome;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw Fault.retryable(
                "accepted as "
                        + id
                        + ", but not done within "
                        + PATIENCE.toSeconds()
                        + " s; it stays asked for, and ./ats status tells what waits");
    }

    private record Body(String subject, String reason) {}
}
