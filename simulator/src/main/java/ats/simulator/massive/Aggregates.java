package ats.simulator.massive;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.Symbol;
import ats.platform.json.Json;

import tools.jackson.databind.node.ObjectNode;

/// Past bars: rows of whole minutes, hours or days, made of the market's own bars that have ended.
/// A row finer than the market's bars does not exist.
final class Aggregates {

    private static final int USUAL = 5_000;
    private static final int MOST = 50_000;
    private static final long MILLI = 1_000_000;

    private final Market market;
    private final Faults faults;

    Aggregates(Market market, Faults faults) {
        this.market = market;
        this.faults = faults;
    }

    ObjectNode answer(Question question, Function<String, String> link) {
        if (question.option("adjusted").orElse("true").equals("true")) {
            throw Refused.error(400, "only adjusted=false is served here: prices are raw");
        }
        var ticker = question.part("ticker");
        long rowNanos = rowNanos(question);
        int limit = question.limit(USUAL, MOST);
        var bars = faults.findsNothing() ? List.<Bar>of() : known(ticker, question, rowNanos);
        int offset = question.offset();
        int end = Math.min(bars.size(), offset + limit);
        var taken = bars.subList(Math.min(offset, bars.size()), end);
        var answer = Json.mapper().createObjectNode().put("ticker", ticker).put("adjusted", false);
        answer.put("queryCount", taken.size());
        var rows = Json.mapper().createArrayNode();
        grouped(taken, rowNanos).forEach(group -> rows.add(row(group, rowNanos)));
        answer.put("resultsCount", rows.size()).put("status", "OK");
        if (!rows.isEmpty()) {
            answer.set("results", rows);
        }
        if (end < bars.size()) {
            answer.put("next_url", link.apply(question.cursor(end)));
        }
        return answer;
    }

    /// What had ended by now, of the rows asked for.
    private List<Bar> known(String ticker, Question question, long rowNanos) {
        var symbol = named(ticker);
        boolean finer = rowNanos < market.source().base().nanos();
        if (symbol.isEmpty() || faults.hides(symbol.get()) || finer) {
            return List.of();
        }
        long now = market.clock().now();
        long from = at(question.part("from"), false);
        long to = at(question.part("to"), true);
        // a row is named by its start, which may lie before its first bar
        var bars =
                new ArrayList<>(
                        market.source()
                                .between(symbol.get(), from, Math.min(now, end(to, rowNanos))));
        bars.removeIf(
                bar -> {
                    long row = start(bar, rowNanos);
                    return row < from || row > to || bar.to() > now;
                });
        return question.descending("t") ? bars.reversed() : bars;
    }

    private static long end(long to, long rowNanos) {
        return to > Long.MAX_VALUE - rowNanos ? Long.MAX_VALUE : to + rowNanos;
    }

    /// Bars of one row stand together.
    private List<List<Bar>> grouped(List<Bar> bars, long rowNanos) {
        var groups = new ArrayList<List<Bar>>();
        long open = Long.MIN_VALUE;
        for (var bar : bars) {
            long row = start(bar, rowNanos);
            if (row != open) {
                groups.add(new ArrayList<>());
                open = row;
            }
            groups.getLast().add(bar);
        }
        return groups;
    }

    private ObjectNode row(List<Bar> bars, long rowNanos) {
        var inOrder = new ArrayList<>(bars);
        inOrder.sort(Comparator.comparingLong(Bar::from));
        var volume = BigDecimal.ZERO;
        var high = inOrder.getFirst().high();
        var low = inOrder.getFirst().low();
        for (var bar : inOrder) {
            volume = volume.add(bar.volume().decimal());
            high = bar.high().compareTo(high) > 0 ? bar.high() : high;
            low = bar.low().compareTo(low) < 0 ? bar.low() : low;
        }
        var row = Json.mapper().createObjectNode();
        row.put("t", start(inOrder.getFirst(), rowNanos) / MILLI);
        row.put("o", plain(inOrder.getFirst().open().decimal()));
        row.put("h", plain(high.decimal())).put("l", plain(low.decimal()));
        row.put("c", plain(inOrder.getLast().close().decimal())).put("v", plain(volume));
        return row;
    }

    /// Days begin at midnight in New York, the rest on the clock.
    private static long start(Bar bar, long rowNanos) {
        if (rowNanos < Duration.ofDays(1).toNanos()) {
            return Math.floorDiv(bar.from(), rowNanos) * rowNanos;
        }
        var day = Instant.ofEpochSecond(0, bar.from()).atZone(Calendar.NEW_YORK).toLocalDate();
        return Calendar.midnight(day);
    }

    private static long rowNanos(Question question) {
        int multiplier = Question.whole("multiplier", question.part("multiplier"));
        long unit =
                switch (question.part("timespan")) {
                    case "second" -> Duration.ofSeconds(1).toNanos();
                    case "minute" -> Duration.ofMinutes(1).toNanos();
                    case "hour" -> Duration.ofHours(1).toNanos();
                    case "day" -> Duration.ofDays(1).toNanos();
                    default -> throw Refused.error(400, "the timespan is not served here");
                };
        if (multiplier < 1 || multiplier > 1_000) {
            throw Refused.error(400, "the multiplier must be between 1 and 1000");
        }
        return multiplier * unit;
    }

    private Optional<Symbol> named(String ticker) {
        return market.source().symbols().stream()
                .filter(symbol -> symbol.text().equals(ticker))
                .findFirst();
    }

    /// Milliseconds, or a day of New York; the last day counts to its end.
    private static long at(String text, boolean last) {
        if (text.matches("-?\\d{1,15}")) {
            return Long.parseLong(text) * MILLI;
        }
        try {
            var day = LocalDate.parse(text);
            return last ? Calendar.midnight(day.plusDays(1)) - 1 : Calendar.midnight(day);
        } catch (DateTimeException garbage) {
            throw Refused.error(400, "Could not parse the time parameter: '" + text + "'.");
        }
    }

    static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
