package ats.adapters.unusualwhales;

import module java.base;

import ats.platform.metrics.Metrics;
import ats.platform.rest.RestReply.Answered;
import ats.platform.time.ProcessClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many requests are left, as the vendor writes on each answer: in this minute and today.
final class Quota {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LONGEST_MINUTE_MILLIS = 60_000;

    /// From here on it is said once a day that the day's requests run out.
    private static final double MOSTLY = 0.9;

    private static final Logger LOG = LoggerFactory.getLogger(Quota.class);

    private final ProcessClock clock;
    private long usedToday;
    private long dailyLimit = Long.MAX_VALUE;
    private long notBefore;
    private boolean warned;

    Quota(Metrics metrics, ProcessClock clock) {
        this.clock = clock;
        notBefore = clock.nanos();
        metrics.gauge("unusualwhales.requests.today", this::today);
    }

    synchronized void read(Answered answer) {
        usedToday = number(answer, "x-uw-daily-req-count").orElse(usedToday);
        dailyLimit = number(answer, "x-uw-token-req-limit").orElse(dailyLimit);
        long left = number(answer, "x-uw-req-per-minute-remaining").orElse(Long.MAX_VALUE);
        long reset = number(answer, "x-uw-req-per-minute-reset").orElse(0);
        long pauseMillis = left > 0 ? 0 : Math.min(reset, LONGEST_MINUTE_MILLIS);
        notBefore = clock.nanos() + pauseMillis * NANOS_PER_MILLI;
        boolean scarce = usedToday >= MOSTLY * dailyLimit;
        if (scarce && !warned) {
            LOG.atWarn()
                    .setMessage("unusualwhales.requests.scarce")
                    .addKeyValue("used", usedToday)
                    .addKeyValue("limit", dailyLimit)
                    .log();
        }
        warned = scarce;
    }

    /// How long to wait before the next request is worth making.
    synchronized long pauseNanos() {
        return notBefore - clock.nanos();
    }

    /// Whether nothing will be answered before tomorrow.
    synchronized boolean spent() {
        return usedToday >= dailyLimit;
    }

    synchronized long dailyLimit() {
        return dailyLimit;
    }

    private synchronized double today() {
        return usedToday;
    }

    private static OptionalLong number(Answered answer, String header) {
        return answer.header(header).stream()
                .filter(text -> text.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
