package ats.adapters.unusualwhales;

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
import ats.platform.time.ProcessClock;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;

/// Reads from the vendor's REST interface, keeps to its limits, waits out what passes, and says
/// what does not.
final class UnusualWhalesGateway implements AutoCloseable {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final Set<Integer> PASSING = Set.of(408, TOO_MANY, 500, 502, 503, 504);
    private static final long LONGEST_ASKED_SECONDS = 120;
    private static final int EXCERPT = 160;
    private static final String HISTORY_MISSING = "historic_data_access_missing";
    private static final Pattern EARLIEST =
            Pattern.compile("earliest date currently available to you is (\\d{4}-\\d{2}-\\d{2})");

    private final RestClient client;
    private final RetryPolicy<RestReply> patience;
    private final Quota quota;
    private final Metrics.Counter requests;
    private final Metrics.Counter failures;

    UnusualWhalesGateway(UnusualWhalesSettings settings, Metrics metrics) {
        client = new RestClient(settings.restSettings());
        quota = new Quota(metrics, ProcessClock.system());
        var retries = settings.retries();
        patience =
                RetryPolicy.<RestReply>builder()
                        .handleResultIf(this::passing)
                        .withBackoff(retries.firstPause(), retries.longestPause())
                        .withDelayFn(attempt -> asked(attempt.getLastResult()))
                        .withJitter(0.1)
                        .withMaxRetries(retries.most())
                        .build();
        requests = metrics.counter("unusualwhales.requests");
        failures = metrics.counter("unusualwhales.requests.failed");
    }

    /// What the vendor says to that; what it refuses is a VENUE fault, what may pass RETRYABLE.
    Said ask(String target) {
        return said(target, patiently(target));
    }

    /// As [#ask], without a second try.
    Said once(String target) {
        return said(target, get(target));
    }

    @Override
    public void close() {
        client.close();
    }

    private RestReply patiently(String target) {
        try {
            return Failsafe.with(patience).get(() -> get(target));
        } catch (FailsafeException stopped) {
            throw Fault.retryable("interrupted while asking Unusual Whales", stopped);
        }
    }

    private RestReply get(String target) {
        LockSupport.parkNanos(quota.pauseNanos());
        requests.increment();
        var reply = client.get(target);
        if (reply instanceof Answered answer) quota.read(answer);
        return reply;
    }

    private boolean passing(RestReply reply) {
        return switch (reply) {
            case Answered answer -> PASSING.contains(answer.status()) && !spent(answer);
            case Unanswered _, NotSent _ -> !Thread.currentThread().isInterrupted();
        };
    }

    private boolean spent(Answered answer) {
        return answer.status() == TOO_MANY && quota.spent();
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

    private Said said(String target, RestReply reply) {
        if (reply instanceof Answered answer && answer.status() == OK) {
            return new Said.Page(answer.body());
        }
        failures.increment();
        return switch (reply) {
            case Answered answer -> notBefore(RestRequest.get(target).label(), answer);
            case Unanswered none -> throw Fault.retryable("Unusual Whales: " + none.reason());
            case NotSent kept -> throw Fault.retryable("Unusual Whales: " + kept.reason());
        };
    }

    /// The plan's window is an answer as good as any; all else that is no page is a fault.
    private Said notBefore(String asked, Answered answer) {
        var earliest = EARLIEST.matcher(answer.body());
        boolean window =
                answer.status() == FORBIDDEN
                        && answer.body().contains(HISTORY_MISSING)
                        && earliest.find();
        if (!window) throw refusal(asked, answer);
        return new Said.NotBefore(LocalDate.parse(earliest.group(1)), words(answer.body()));
    }

    private Fault refusal(String asked, Answered answer) {
        var words = answer.status() + ", " + words(answer.body());
        if (spent(answer)) {
            return Fault.retryable(
                    "Unusual Whales has answered the plan's "
                            + quota.dailyLimit()
                            + " requests of today ("
                            + words
                            + "): it goes on tomorrow, or with a larger plan");
        }
        if (PASSING.contains(answer.status())) {
            return Fault.retryable("Unusual Whales did not answer " + asked + " (" + words + ")");
        }
        return Fault.venue(
                switch (answer.status()) {
                    case 401 ->
                            "Unusual Whales refused the key ("
                                    + words
                                    + "): check UNUSUAL_WHALES_API_KEY";
                    case FORBIDDEN ->
                            "Unusual Whales' plan does not cover "
                                    + asked
                                    + " ("
                                    + words
                                    + "): check the plan that UNUSUAL_WHALES_API_KEY belongs to";
                    case NOT_FOUND ->
                            "Unusual Whales does not know "
                                    + asked
                                    + " ("
                                    + words
                                    + "): check the address of its REST host and the symbol";
                    case 422 ->
                            "Unusual Whales cannot read "
                                    + asked
                                    + " ("
                                    + words
                                    + "): check how the symbol is spelled";
                    default -> "Unusual Whales refused " + asked + " (" + words + ")";
                });
    }

    /// The vendor's own sentence: under `msg`, `message` or `error`, if it is JSON at all.
    private static String words(String body) {
        if (body.stripLeading().startsWith("{")) {
            try {
                var json = Json.parse(body);
                var said =
                        Stream.of(json, json.path("error"))
                                .flatMap(
                                        node ->
                                                Stream.of("msg", "message", "error")
                                                        .flatMap(
                                                                at -> Json.text(node, at).stream()))
                                .findFirst();
                return said.map(UnusualWhalesGateway::excerpt).orElseGet(() -> excerpt(body));
            } catch (Fault torn) {
                return excerpt(body);
            }
        }
        return excerpt(body);
    }

    private static String excerpt(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty() || line.equals("{}")) return "no words";
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    /// What comes of a question.
    sealed interface Said {

        record Page(String body) implements Said {}

        /// The plan shows nothing older than that day.
        record NotBefore(LocalDate earliest, String words) implements Said {}
    }
}
