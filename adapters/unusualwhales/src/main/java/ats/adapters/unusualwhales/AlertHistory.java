package ats.adapters.unusualwhales;

import module java.base;

import ats.adapters.unusualwhales.UnusualWhalesGateway.Said;
import ats.domain.Calendar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;
import ats.platform.json.Json;
import ats.platform.metrics.Metrics;
import ats.platform.rest.RestRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/// Past alerts. The vendor lists the newest first, so a stretch is read to its end before its first
/// alert is handed on; long spans are cut into stretches.
final class AlertHistory {
    static final String PATH = "/api/option-trades/flow-alerts";

    private static final long NANOS_PER_MILLI = 1_000_000;

    /// What the busiest share has in it still fits into memory.
    private static final long STRETCH_MILLIS = Duration.ofDays(30).toMillis();

    /// The most that the vendor gives at once.
    private static final int PAGE_ROWS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(AlertHistory.class);

    private final UnusualWhalesGateway gateway;
    private final AlertReader reader;
    private final Metrics.Counter skipped;

    AlertHistory(UnusualWhalesGateway gateway, AlertReader reader, Metrics metrics) {
        this.gateway = gateway;
        this.reader = reader;
        skipped = metrics.counter("unusualwhales.rows.skipped");
    }

    void read(Symbol symbol, Span span, Consumer<FlowAlert> each) {
        long from = Math.floorDiv(span.from(), NANOS_PER_MILLI);
        long to = Math.ceilDiv(span.to(), NANOS_PER_MILLI);
        while (from < to) {
            var stretch = new Stretch(symbol, span, from, Math.min(to, from + STRETCH_MILLIS));
            var earliest = stretch.read();
            if (earliest.isEmpty()) {
                stretch.tell(each);
                from = stretch.to;
            } else {
                from = later(from, earliest.getAsLong());
            }
        }
    }

    /// A window that does not move us on would be asked for for ever.
    private static long later(long from, long earliest) {
        if (earliest <= from) {
            throw Fault.venue(
                    "Unusual Whales refuses what it says the plan covers, from "
                            + Instant.ofEpochMilli(earliest)
                            + " on");
        }
        return earliest;
    }

    /// One question after another, each for what is older than the last page.
    private final class Stretch {
        private final Symbol symbol;
        private final Span span;
        private final long from;
        private final long to;
        private final SortedMap<Long, SortedMap<String, FlowAlert>> found = new TreeMap<>();
        private long oldest;
        private int dropped;
        private String firstReason = "";

        private Stretch(Symbol symbol, Span span, long from, long to) {
            this.symbol = symbol;
            this.span = span;
            this.from = from;
            this.to = to;
        }

        /// Empty when it was read to its end, else where the plan's window begins, in epoch ms.
        private OptionalLong read() {
            // Whether the vendor counts the limits in is not known, so neither is relied on: rows
            // outside are dropped, those told twice are one.
            long olderThan = to;
            int rows = PAGE_ROWS;
            while (rows >= PAGE_ROWS && olderThan > from) {
                var said = gateway.ask(target(olderThan));
                if (said instanceof Said.NotBefore window) return begins(window);
                oldest = Long.MAX_VALUE;
                rows = page(((Said.Page) said).body());
                if (rows >= PAGE_ROWS && oldest == Long.MAX_VALUE) throw unreadable();
                long next = Math.floorDiv(oldest, NANOS_PER_MILLI) + 1;
                olderThan = Math.min(next, olderThan - 1);
            }
            return OptionalLong.empty();
        }

        private Fault unreadable() {
            return Fault.venue(
                    "Unusual Whales gave a page about "
                            + symbol
                            + " of which no row can be read: "
                            + firstReason);
        }

        private OptionalLong begins(Said.NotBefore window) {
            LOG.atInfo()
                    .setMessage("unusualwhales.history.limited")
                    .addKeyValue("symbol", symbol)
                    .addKeyValue("earliest", window.earliest())
                    .addKeyValue("words", window.words())
                    .log();
            var midnight = window.earliest().atStartOfDay(Calendar.NEW_YORK).toInstant();
            return OptionalLong.of(midnight.toEpochMilli() + 1);
        }

        private String target(long olderThan) {
            return PATH
                    + "?ticker_symbol="
                    + RestRequest.encoded(symbol.text())
                    + "&newer_than="
                    + (from - 1)
                    + "&older_than="
                    + olderThan
                    + "&limit="
                    + PAGE_ROWS;
        }

        /// How many rows the page has, usable or not.
        private int page(String body) {
            var rows = Json.parse(body).path("data");
            if (!rows.isArray()) {
                throw Fault.venue(
                        "Unusual Whales answered with something that is no list of alerts");
            }
            rows.values().forEach(this::row);
            return rows.size();
        }

        private void row(JsonNode row) {
            try {
                long madeAt = reader.madeAt(row);
                oldest = Math.min(oldest, madeAt);
                if (madeAt < span.from() || madeAt >= span.to()) return;
                var alert = reader.row(row, madeAt);
                if (alert.symbol().equals(symbol)) {
                    found.computeIfAbsent(madeAt, _ -> new TreeMap<>())
                            .putIfAbsent(alert.id(), alert);
                }
            } catch (Fault | IllegalArgumentException | ArithmeticException unusable) {
                if (dropped++ == 0) {
                    firstReason = Objects.requireNonNullElse(unusable.getMessage(), "unusable");
                }
                skipped.increment();
            }
        }

        /// Told once each; what was made twice is the earlier one.
        private void tell(Consumer<FlowAlert> each) {
            var told = new HashSet<String>();
            for (var together : found.values()) {
                for (var alert : together.values()) {
                    if (told.add(alert.id())) each.accept(alert);
                }
            }
            if (dropped == 0) return;
            LOG.atWarn()
                    .setMessage("unusualwhales.rows.skipped")
                    .addKeyValue("symbol", symbol)
                    .addKeyValue("rows", dropped)
                    .addKeyValue("first", firstReason)
                    .log();
        }
    }
}
