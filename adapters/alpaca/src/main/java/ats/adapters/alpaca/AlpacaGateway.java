package ats.adapters.alpaca;

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

import tools.jackson.databind.JsonNode;

/// The broker's REST interface: reads are tried again while that can help, all else goes out once.
final class AlpacaGateway implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final long LONGEST_ASKED_SECONDS = 60;
    private static final int EXCERPT = 200;

    private final RestClient client;
    private final String host;
    private final RetryPolicy<RestReply> patience;
    private final Metrics.Counter requests;

    AlpacaGateway(AlpacaSettings settings, Metrics metrics) {
        client = new RestClient(settings.restSettings());
        host = settings.rest().getHost();
        var retries = settings.retries();
        patience =
                RetryPolicy.<RestReply>builder()
                        .handleResultIf(AlpacaGateway::passing)
                        .withBackoff(retries.firstPause(), retries.longestPause())
                        .withDelayFn(attempt -> asked(attempt.getLastResult()))
                        .withJitter(0.1)
                        .withMaxRetries(retries.most())
                        .build();
        requests = metrics.counter("alpaca.requests");
    }

    /// One try, whatever comes of it.
    RestReply send(RestRequest request) {
        requests.increment();
        return client.send(request);
    }

    /// What is there now; a refusal is a VENUE fault, what may pass RETRYABLE.
    JsonNode read(String target) {
        return json(target, patiently(target));
    }

    /// As [#read], but empty where the broker knows nothing of the kind.
    Optional<JsonNode> readIfKnown(String target) {
        var reply = patiently(target);
        boolean unknown = reply instanceof Answered answer && answer.status() == NOT_FOUND;
        return unknown ? Optional.empty() : Optional.of(json(target, reply));
    }

    /// As [#read], without a second try.
    JsonNode readOnce(String target) {
        return json(target, send(RestRequest.get(target)));
    }

    @Override
    public void close() {
        client.close();
    }

    /// The broker's own sentence in an error: it is JSON with a message as a rule, not always.
    static Optional<String> words(String body) {
        if (!body.stripLeading().startsWith("{")) return Optional.empty();
        try {
            return Json.text(Json.parse(body), "message").filter(text -> !text.isBlank());
        } catch (Fault torn) {
            return Optional.empty();
        }
    }

    static String excerpt(String text) {
        var line = text.isBlank() ? "no words" : text.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    private RestReply patiently(String target) {
        try {
            return Failsafe.with(patience).get(() -> send(RestRequest.get(target)));
        } catch (FailsafeException stopped) {
            throw Fault.retryable("interrupted while asking Alpaca", stopped);
        }
    }

    private static boolean passing(RestReply reply) {
        return switch (reply) {
            case Answered answer -> PASSING.contains(answer.status());
            case Unanswered _, NotSent _ -> !Thread.currentThread().isInterrupted();
        };
    }

    /// What the broker asks us to wait; a negative time leaves it to the back-off.
    private static Duration asked(RestReply reply) {
        if (reply instanceof Answered answer) {
            var seconds = answer.retryAfterSeconds();
            if (seconds.isPresent()) {
                return Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST_ASKED_SECONDS));
            }
        }
        return Duration.ofNanos(-1);
    }

    private JsonNode json(String target, RestReply reply) {
        var label = RestRequest.get(target).label();
        return switch (reply) {
            case Answered answer when answer.status() == OK -> Json.parse(answer.body());
            case Answered answer -> throw refusal(label, answer);
            case Unanswered none -> throw Fault.retryable("Alpaca: " + none.reason());
            case NotSent kept -> throw Fault.retryable("Alpaca: " + kept.reason());
        };
    }

    private Fault refusal(String asked, Answered answer) {
        var said = words(answer.body()).orElseGet(() -> excerpt(answer.body()));
        var words = answer.status() + ", " + said;
        if (PASSING.contains(answer.status())) {
            return Fault.retryable("Alpaca did not answer " + asked + " (" + words + ")");
        }
        return switch (answer.status()) {
            case 401, 403 -> Fault.venue(keys(words));
            case NOT_FOUND ->
                    Fault.venue(
                            "Alpaca does not know "
                                    + asked
                                    + " ("
                                    + words
                                    + "): check the address of its REST host");
            default -> Fault.venue("Alpaca refused " + asked + " (" + words + ")");
        };
    }

    private String keys(String words) {
        return "Alpaca refused the keys ("
                + words
                + "): check ALPACA_API_KEY_ID and ALPACA_API_SECRET_KEY, and that they were made"
                + " for "
                + host
                + ": paper and live have keys of their own";
    }
}
