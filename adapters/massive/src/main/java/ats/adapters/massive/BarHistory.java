package ats.adapters.massive;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;
import ats.platform.metrics.Metrics;
import ats.platform.rest.RestRequest;
import ats.platform.time.MarketClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// Past bars, page by page.
final class BarHistory {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000L;

    /// The most that the vendor gives at once; it counts base bars, not rows.
    private static final int PAGE_ROWS = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(BarHistory.class);

    private final MassiveGateway gateway;
    private final MarketClock clock;
    private final long feedDelayNanos;
    private final Metrics.Counter skipped;

    BarHistory(MassiveGateway gateway, MarketClock clock, Duration feedDelay, Metrics metrics) {
        this.gateway = gateway;
        this.clock = clock;
        feedDelayNanos = feedDelay.toNanos();
        skipped = metrics.counter("massive.rows.skipped");
    }

    void read(Symbol symbol, Timeframe base, Span span, Consumer<Bar> each) {
        long fromMillis = Math.ceilDiv(span.from(), NANOS_PER_MILLI);
        long toMillis = Math.floorDiv(span.to() - 1, NANOS_PER_MILLI);
        if (fromMillis > toMillis) return;
        var reading = new Reading(symbol, base, span, clock.now());
        var target =
                "/v2/aggs/ticker/"
                        + RestRequest.encoded(symbol.text())
                        + "/range/"
                        + window(base)
                        + "/"
                        + fromMillis
                        + "/"
                        + toMillis
                        + "?adjusted=false&sort=asc&limit="
                        + PAGE_ROWS;
        var next = Optional.of(target);
        while (next.isPresent()) {
            // A page is handed on when it has been read to its end: a torn one gives nothing.
            var page = new ArrayList<Bar>();
            var link = ResultPage.read(gateway.page(next.get()), row -> reading.row(row, page));
            page.forEach(each);
            var follows = link.map(gateway::target);
            if (follows.equals(next))
                throw Fault.venue("Massive's page links to itself: " + symbol);
            next = follows;
        }
        reading.report();
    }

    private static String window(Timeframe base) {
        long seconds = base.nanos() / SECOND;
        if (seconds * SECOND != base.nanos()) {
            throw Fault.misuse("Massive has no bars of " + base.nanos() + " ns");
        }
        if (seconds % 86_400 == 0) return seconds / 86_400 + "/day";
        if (seconds % 3_600 == 0) return seconds / 3_600 + "/hour";
        return seconds % 60 == 0 ? seconds / 60 + "/minute" : seconds + "/second";
    }

    /// One question, with what was dropped of its answer.
    private final class Reading {
        private final Symbol symbol;
        private final Timeframe base;
        private final Span span;
        private final long now;
        private long last = Long.MIN_VALUE;
        private int dropped;
        private String firstReason = "";

        private Reading(Symbol symbol, Timeframe base, Span span, long now) {
            this.symbol = symbol;
            this.base = base;
            this.span = span;
            this.now = now;
        }

        private void row(JsonNode row, List<Bar> page) {
            try {
                var bar = bar(row);
                if (bar.from() < span.from() || bar.from() >= span.to() || bar.to() > now) return;
                if (bar.from() <= last) throw Fault.venue("a bar is not after the one before it");
                last = bar.from();
                page.add(bar);
            } catch (Fault | IllegalArgumentException unusable) {
                drop(Objects.requireNonNullElse(unusable.getMessage(), "unusable"));
            }
        }

        private Bar bar(JsonNode row) {
            long from = Fields.at(row, "t");
            long to = Math.addExact(from, base.nanos());
            return new Bar(
                    symbol,
                    from,
                    to,
                    Math.addExact(to, feedDelayNanos),
                    Fields.price(row, "o"),
                    Fields.price(row, "h"),
                    Fields.price(row, "l"),
                    Fields.price(row, "c"),
                    Fields.volume(row),
                    true);
        }

        private void drop(String reason) {
            if (dropped++ == 0) firstReason = reason;
            skipped.increment();
        }

        private void report() {
            if (dropped == 0) return;
            LOG.atWarn()
                    .setMessage("massive.rows.skipped")
                    .addKeyValue("symbol", symbol)
                    .addKeyValue("rows", dropped)
                    .addKeyValue("first", firstReason)
                    .log();
        }
    }
}
