package ats.adapters.alpaca;

import module java.base;

import ats.engine.port.Broker.Answer;
import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.rest.RestReply;
import ats.platform.rest.RestReply.Answered;
import ats.platform.rest.RestReply.NotSent;
import ats.platform.rest.RestReply.Unanswered;
import ats.platform.time.MarketClock;

/// Reads what became of an order request. Refused is said only on the broker's own word; whatever
/// leaves a doubt is ambiguous.
final class Answers {
    private static final int TOO_LATE = 408;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;
    private static final Set<Integer> KEYS_REFUSED = Set.of(401);
    private static final long CLIENT_ORDER_ID_REPEATED = 40010001;
    private static final long SECOND = 1_000_000_000L;
    private static final long SHORTEST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    private final MarketClock clock;

    Answers(MarketClock clock) {
        this.clock = clock;
    }

    /// To a request whose success carries the order.
    Answer withOrder(RestReply reply) {
        return of(reply, Answers::taken);
    }

    /// To a request whose success carries nothing.
    Answer bare(RestReply reply, String brokerId) {
        return of(reply, _ -> new Answer.Taken(brokerId));
    }

    private Answer of(RestReply reply, Function<Answered, Answer> success) {
        return switch (reply) {
            case Answered answer when succeeded(answer.status()) -> success.apply(answer);
            case Answered answer -> failure(answer);
            case Unanswered none -> new Answer.Ambiguous(none.reason());
            // It never left, so asking again is safe.
            case NotSent _ -> new Answer.Busy(SHORTEST_WAIT_MILLIS);
        };
    }

    private static boolean succeeded(int status) {
        return status == 200 || status == 201 || status == 204;
    }

    private static Answer taken(Answered answer) {
        try {
            return new Answer.Taken(Fields.text(Json.parse(answer.body()), "id"));
        } catch (Fault unreadable) {
            return new Answer.Ambiguous(answer.status() + " with " + unreadable.reason());
        }
    }

    private Answer failure(Answered answer) {
        int status = answer.status();
        if (status == TOO_MANY) return new Answer.Busy(waitMillis(answer));
        var words = AlpacaGateway.words(answer.body());
        if (KEYS_REFUSED.contains(status)) return keysRefused(words.orElse("no words"));
        if (status < 400 || status >= 500 || status == TOO_LATE || words.isEmpty()) {
            return new Answer.Ambiguous(status + ", " + AlpacaGateway.excerpt(answer.body()));
        }
        if (status == UNPROCESSABLE && repeated(answer, words.get())) return new Answer.Known();
        return new Answer.Refused(words.get());
    }

    private static Answer keysRefused(String words) {
        return new Answer.Refused(
                "Alpaca refused the keys ("
                        + words
                        + "): check ALPACA_API_KEY_ID and ALPACA_API_SECRET_KEY");
    }

    /// Taking a refusal for a repetition costs a look-up; the other way round loses an order.
    private static boolean repeated(Answered answer, String words) {
        var code = Json.parse(answer.body()).path("code").asLong(0);
        return code == CLIENT_ORDER_ID_REPEATED
                || (words.contains("client_order_id") && words.contains("unique"));
    }

    private long waitMillis(Answered answer) {
        var asked = answer.retryAfterSeconds();
        if (asked.isPresent()) return bounded(asked.getAsLong() * 1_000);
        // The reset is an instant of the calendar, so it is market time that it is compared with.
        return answer.header("x-ratelimit-reset")
                .filter(text -> text.matches("[0-9]{1,10}"))
                .map(text -> bounded((Long.parseLong(text) * SECOND - clock.now()) / 1_000_000))
                .orElse(SHORTEST_WAIT_MILLIS);
    }

    private static long bounded(long millis) {
        return Math.clamp(millis, SHORTEST_WAIT_MILLIS, LONGEST_WAIT_MILLIS);
    }
}
