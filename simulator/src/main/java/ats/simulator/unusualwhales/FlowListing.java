package ats.simulator.unusualwhales;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.OptionContract.Right;
import ats.domain.Symbol;
import ats.platform.json.Json;
import ats.simulator.source.OptionsFlow;

import io.javalin.http.Context;

import tools.jackson.databind.node.ObjectNode;

/// Past alerts, newest first: those of the whole market by filters and time, and the older listing
/// by ticker. Both limits of time count as outside, which the vendor leaves open.
final class FlowListing {

    private static final int USUAL_ROWS = 100;
    private static final int MOST_ROWS = 200;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000L;

    /// A whole number of up to ten digits is in seconds, a longer one in milliseconds.
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

    private static final Pattern MILLIS = Pattern.compile("\\d{11,14}");
    private static final Pattern TICKER = Pattern.compile("[A-Z]{1,6}(\\.[A-Z])?");

    private final FlowMarket market;
    private final FlowOptions options;

    FlowListing(FlowMarket market, FlowOptions options) {
        this.market = market;
        this.options = options;
    }

    ObjectNode all(Context context) {
        long now = market.clock().now();
        long newerThan = time(context, "newer_than").orElse(Long.MIN_VALUE);
        long olderThan = Math.min(now + 1, time(context, "older_than").orElse(Long.MAX_VALUE));
        long from = Math.max(earliest(now), newerThan == Long.MIN_VALUE ? 0 : newerThan + 1);
        var rows = new ArrayList<OptionsFlow>();
        for (var symbol : tickers(context)) {
            rows.addAll(market.source().between(symbol, from, olderThan));
        }
        rows.removeIf(row -> !wanted(context, row));
        return page(rows, limit(context));
    }

    ObjectNode ofTicker(Context context) {
        var ticker = context.pathParam("ticker");
        if (!TICKER.matcher(ticker).matches()) {
            throw invalid(context, "Invalid path input: " + ticker + " (valid example: AAPL)");
        }
        var symbol = Symbol.of(ticker);
        if (!market.source().symbols().contains(symbol)) {
            throw Refusal.unknown();
        }
        long now = market.clock().now();
        return page(market.source().between(symbol, earliest(now), now + 1), limit(context));
    }

    /// The tickers asked for, all but those after a leading minus, or simply all.
    private List<Symbol> tickers(Context context) {
        var listed = market.source().symbols();
        var written = context.queryParam("ticker_symbol");
        if (written == null || written.isBlank()) {
            return listed;
        }
        boolean excluded = written.startsWith("-");
        var names = Set.of((excluded ? written.substring(1) : written).split(","));
        for (var name : names) {
            if (!TICKER.matcher(name).matches()) {
                throw invalid(
                        context,
                        "Invalid query input(s): ticker_symbol="
                                + name
                                + " (valid example: AAPL,INTC)");
            }
        }
        return listed.stream().filter(each -> names.contains(each.text()) != excluded).toList();
    }

    private static boolean wanted(Context context, OptionsFlow row) {
        boolean call = row.contract().right() == Right.CALL;
        if ("false".equals(context.queryParam(call ? "is_call" : "is_put"))) {
            return false;
        }
        return money(context, "min_premium").orElse(row.premium()).compareTo(row.premium()) <= 0
                && money(context, "max_premium").orElse(row.premium()).compareTo(row.premium())
                        >= 0;
    }

    private static Optional<Money> money(Context context, String name) {
        try {
            return Optional.ofNullable(context.queryParam(name)).map(Money::parse);
        } catch (IllegalArgumentException garbage) {
            throw invalid(context, "Invalid query input(s): " + name + " (valid example: 50000)");
        }
    }

    private static ObjectNode page(List<OptionsFlow> flows, int limit) {
        var newest = new ArrayList<>(flows);
        newest.sort(
                Comparator.comparingLong(OptionsFlow::madeAt)
                        .thenComparing(OptionsFlow::symbol)
                        .reversed());
        var answer = Json.mapper().createObjectNode();
        var data = answer.putArray("data");
        newest.stream().limit(limit).forEach(flow -> data.add(FlowRows.listed(flow)));
        return answer;
    }

    private static int limit(Context context) {
        var written = context.queryParam("limit");
        if (written == null) {
            return USUAL_ROWS;
        }
        if (!written.matches("\\d{1,4}")
                || Integer.parseInt(written) < 1
                || Integer.parseInt(written) > MOST_ROWS) {
            throw invalid(
                    context, "Invalid query input(s): limit=" + written + " (valid example: 50)");
        }
        return Integer.parseInt(written);
    }

    /// A time in nanos; refused where the plan does not reach back to it.
    private OptionalLong time(Context context, String name) {
        var written = context.queryParam(name);
        if (written == null || written.isBlank()) {
            return OptionalLong.empty();
        }
        long at = parsed(context, name, written);
        if (options.historyDays() > 0 && at < earliest(market.clock().now())) {
            throw Refusal.historyMissing(
                    name,
                    market.calendar().date(at),
                    market.calendar().date(earliest(market.clock().now())),
                    options.historyDays());
        }
        return OptionalLong.of(at);
    }

    private static long parsed(Context context, String name, String written) {
        try {
            if (SECONDS.matcher(written).matches()) {
                return Long.parseLong(written) * SECOND;
            }
            if (MILLIS.matcher(written).matches()) {
                return Math.multiplyExact(Long.parseLong(written), MILLI);
            }
            if (written.length() == "2024-01-18".length()) {
                return Calendar.midnight(LocalDate.parse(written));
            }
            var at = OffsetDateTime.parse(written).toInstant();
            return at.getEpochSecond() * SECOND + at.getNano();
        } catch (DateTimeException | ArithmeticException garbage) {
            throw invalid(
                    context,
                    "Invalid query input(s): "
                            + name
                            + "="
                            + written
                            + " (valid example: 2024-01-18)");
        }
    }

    /// The start of the first day that the plan shows.
    private long earliest(long now) {
        if (options.historyDays() == 0) {
            return 0;
        }
        var day = market.calendar().date(now);
        int sessions = market.calendar().session(day).isPresent() ? 1 : 0;
        while (sessions < options.historyDays()) {
            day = day.minusDays(1);
            sessions += market.calendar().session(day).isPresent() ? 1 : 0;
        }
        return Calendar.midnight(day);
    }

    private static Refusal invalid(Context context, String words) {
        return Refusal.invalid(
                context.path(), Objects.requireNonNullElse(context.queryString(), ""), words);
    }
}
