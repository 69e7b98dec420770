package ats.adapters.massive;

import module java.base;

import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.metrics.Metrics;
import ats.platform.rest.RestClient;
import ats.platform.rest.RestReply;
import ats.platform.rest.RestReply.Answered;
import ats.platform.rest.RestReply.NotSent;
import ats.platform.rest.RestReply.Unanswered;
import ats.platform.rest.RestRequest;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;

/// Reads from the vendor's REST interface, waits out what passes, and says what does not.
final class MassiveGateway implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final Set<Integer> PASSING = Set.of(408, 413, TOO_MANY, 499, 500, 502, 503, 504);
    private static final long LONGEST_ASKED_SECONDS = 120;
    private static final int EXCERPT = 160;

    private final RestClient client;
    private final RetryPolicy<RestReply> patience;
    private final Metrics.Counter requests;
    private final Metrics.Counter failures;

    MassiveGateway(MassiveSettings settings, Metrics metrics) {
        client = new RestClient(settings.restSettings());
        var retries = settings.retries();
        patience =
                RetryPolicy.<RestReply>builder()
                        .handleResultIf(MassiveGateway::passing)
                        .withBackoff(retries.firstPause(), retries.longestPause())
                        .withDelayFn(attempt -> asked(attempt.getLastResult()))
                        .withJitter(0.1)
                        .withMaxRetries(retries.most())
                        .build();
        requests = metrics.counter("massive.requests");
        failures = metrics.counter("massive.requests.failed");
    }

    /// The body of that page; what the vendor refuses is a VENUE fault, what may pass RETRYABLE.
    String page(String target) {
        return body(target, patiently(target));
    }

    /// As [#page], but empty where the vendor does not know the path.
    Optional<String> pageIfKnown(String target) {
        var reply = patiently(target);
        boolean unknown = reply instanceof Answered answer && answer.status() == NOT_FOUND;
        return unknown ? Optional.empty() : Optional.of(body(target, reply));
    }

    /// As [#page], without a second try.
    String once(String target) {
        requests.increment();
        return body(target, client.get(target));
    }

    /// What to ask for to follow the vendor's link.
    String target(String link) {
        return client.target(link);
    }

    @Override
    public void close() {
        client.close();
    }

    private RestReply patiently(String target) {
        try {
            return Failsafe.with(patience)
                    .get(
                            () -> {
                                requests.increment();
                                return client.get(target);
                            });
        } catch (FailsafeException stopped) {
            throw Fault.retryable("interrupted while asking Massive", stopped);
        }
    }

    private static boolean passing(RestReply reply) {
        return switch (reply) {
            case Answered answer -> PASSING.contains(answer.status());
            case Unanswered _, NotSent _ -> !Thread.currentThread().isInterrupted();
        };
    }

    /// What the vendor asks us to wait; a negative time leaves it to the back-off.
    private static Duration asked(RestReply reply) {
        if (reply instanceof Answered answer) {
            var seconds = answer.retryAfterSeconds();
            if (seconds.isPresent()) {
                return Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST_ASKED_SECONDS));
            }
        }
        return Duration.ofNanos(-1);
    }

    private String body(String target, RestReply reply) {
        if (reply instanceof Answered answer && answer.status() == OK) return answer.body();
        failures.increment();
        throw switch (reply) {
            case Answered answer -> refusal(RestRequest.get(target).label(), answer);
            case Unanswered none -> Fault.retryable("Massive: " + none.reason());
            case NotSent kept -> Fault.retryable("Massive: " + kept.reason());
        };
    }

    private static Fault refusal(String asked, Answered answer) {
        var words = answer.status() + ", " + words(answer.body());
        if (PASSING.contains(answer.status())) {
            return Fault.retryable("Massive did not answer " + asked + " (" + words + ")");
        }
        return switch (answer.status()) {
            case 401 ->
                    Fault.venue("Massive refused the key (" + words + "): check MASSIVE_API_KEY");
            case 403 ->
                    Fault.venue(
                            "Massive's plan does not cover "
                                    + asked
                                    + " ("
                                    + words
                                    + "): check the plan that MASSIVE_API_KEY belongs to");
            case NOT_FOUND ->
                    Fault.venue(
                            "Massive does not know "
                                    + asked
                                    + " ("
                                    + words
                                    + "): check the address of its REST host and the symbol");
            default -> Fault.venue("Massive refused " + asked + " (" + words + ")");
        };
    }

    /// The vendor's own sentence: it is under `error` or under `message`, if it is JSON at all.
    private static String words(String body) {
        if (body.stripLeading().startsWith("{")) {
            try {
                var json = Json.parse(body);
                var said = Json.text(json, "error").or(() -> Json.text(json, "message"));
                if (said.isPresent()) return excerpt(said.get());
            } catch (Fault torn) {
                return excerpt(body);
            }
        }
        return excerpt(body);
    }

    private static String excerpt(String text) {
        var line = text.isBlank() ? "no words" : text.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
