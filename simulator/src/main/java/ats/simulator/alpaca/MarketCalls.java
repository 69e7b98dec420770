package ats.simulator.alpaca;

import module java.base;

import ats.domain.Session;
import ats.domain.Symbol;
import ats.platform.json.Json;
import ats.platform.time.MarketClock;

import tools.jackson.databind.node.ObjectNode;

/// What the API says of the hours of trading and of what is traded.
final class MarketCalls {
    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:mm");

    /// Without dates the vendor lists half a century; here it is the year around today.
    private static final Period AROUND = Period.ofMonths(6);

    /// More would be years of thousands of lines that nobody reads.
    private static final long DAYS_MAX = 20_000;

    private final AlpacaOptions options;
    private final AlpacaFaults faults;
    private final MarketClock clock;

    MarketCalls(AlpacaOptions options, AlpacaFaults faults, MarketClock clock) {
        this.options = options;
        this.faults = faults;
        this.clock = clock;
    }

    static String assetId(Symbol symbol) {
        return Wire.id("asset " + symbol);
    }

    /// What every object that is about an asset begins with.
    static ObjectNode named(Symbol symbol) {
        return Json.mapper()
                .createObjectNode()
                .put("asset_id", assetId(symbol))
                .put("symbol", symbol.text())
                .put("exchange", "NASDAQ");
    }

    Reply clock(Call call) {
        long now = clock.now();
        var calendar = options.calendar();
        var session = calendar.sessionOf(now);
        boolean open = session.contains(now);
        var next = open ? calendar.after(session.date()) : session;
        return Reply.of(
                Json.mapper()
                        .createObjectNode()
                        .put("timestamp", Wire.timeInNewYork(now))
                        .put("is_open", open)
                        .put("next_open", Wire.timeInNewYork(next.open()))
                        .put("next_close", Wire.timeInNewYork(session.close())));
    }

    Reply calendar(Call call) {
        var today = options.calendar().date(clock.now());
        var start = date(call, "start", today.minus(AROUND));
        var end = date(call, "end", today.plus(AROUND));
        if (ChronoUnit.DAYS.between(start, end) > DAYS_MAX) {
            throw Refusal.incomplete("end is too far from start");
        }
        var days = Json.mapper().createArrayNode();
        for (var date = start; !date.isAfter(end); date = date.plusDays(1)) {
            session(date).ifPresent(session -> days.add(day(session)));
        }
        return Reply.of(days);
    }

    Reply assets(Call call) {
        var found = Json.mapper().createArrayNode();
        for (var symbol : options.symbols()) {
            if (!faults.hides(symbol)) {
                found.add(asset(symbol));
            }
        }
        return Reply.of(found);
    }

    Reply asset(Call call) {
        var wanted = call.named("symbol");
        for (var symbol : options.symbols()) {
            boolean named = symbol.text().equals(wanted) || assetId(symbol).equals(wanted);
            if (named && !faults.hides(symbol)) {
                return Reply.of(asset(symbol));
            }
        }
        throw Refusal.missing("asset not found for " + wanted);
    }

    private Optional<Session> session(LocalDate date) {
        try {
            return options.calendar().session(date);
        } catch (IllegalArgumentException beyond) {
            throw Refusal.incomplete("no calendar for " + date + ": " + beyond.getMessage());
        }
    }

    private ObjectNode day(Session session) {
        var open = Wire.newYork(session.open()).format(HOURS);
        var close = Wire.newYork(session.close()).format(HOURS);
        return Json.mapper()
                .createObjectNode()
                .put("date", session.date().toString())
                .put("open", open)
                .put("close", close)
                .put("session_open", "0400")
                .put("session_close", "2000")
                .put("settlement_date", options.calendar().after(session.date()).date().toString());
    }

    private static LocalDate date(Call call, String name, LocalDate otherwise) {
        try {
            return call.asked(name)
                    .map(text -> LocalDate.parse(text.split("T", 2)[0]))
                    .orElse(otherwise);
        } catch (DateTimeException wrong) {
            throw Refusal.incomplete("invalid " + name + ": " + wrong.getMessage());
        }
    }

    private static ObjectNode asset(Symbol symbol) {
        return Json.mapper()
                .createObjectNode()
                .put("id", assetId(symbol))
                .put("class", "us_equity")
                .put("exchange", "NASDAQ")
                .put("symbol", symbol.text())
                .put("name", symbol.text())
                .put("status", "active")
                .put("tradable", true)
                .put("marginable", true)
                .put("shortable", true)
                .put("easy_to_borrow", true)
                .put("borrow_status", "easy_to_borrow")
                .put("fractionable", true);
    }
}
