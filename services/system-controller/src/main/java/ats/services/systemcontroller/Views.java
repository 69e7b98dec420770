package ats.services.systemcontroller;

import module java.base;

import ats.domain.Fill;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.Symbol;
import ats.engine.store.AuditTrail;
import ats.engine.store.MarketStore;
import ats.engine.store.Overview;
import ats.platform.Fault;
import ats.platform.http.Request;

/// Reads the books and the bars for the page. While the database is away the last status is still
/// told, with what is wrong.
final class Views {

    private static final int ORDERS = 100;
    private static final int POINTS = 600;
    private static final int CANDLES = 240;
    private static final int MOST = 2_000;

    private final Face face;
    private final Overview overview;
    private final AuditTrail trail;
    private final MarketStore bars;
    private final Supplier<Pulse> pulse;
    private final long startedAt = System.currentTimeMillis();
    private volatile Overview.Summary last = Overview.Summary.EMPTY;

    Views(Face face, Overview overview, AuditTrail trail, MarketStore bars, Supplier<Pulse> pulse) {
        this.face = face;
        this.overview = overview;
        this.trail = trail;
        this.bars = bars;
        this.pulse = pulse;
    }

    Wire.Status status() {
        var trouble = "";
        try {
            last = overview.summary(face.account());
        } catch (Fault away) {
            trouble = "the database is away: " + away.reason();
        }
        var now = pulse.get();
        var condition = last.condition();
        return new Wire.Status(
                face.kind(),
                face.market(),
                face.environment(),
                face.version(),
                face.account(),
                Wire.millis(now.now()),
                now.speed(),
                new Wire.Next(now.next(), Wire.millis(now.nextAt())),
                condition.state().name(),
                condition.reason(),
                Wire.holds(condition),
                Wire.plain(last.cash().decimal()),
                Wire.plain(last.equity().decimal()),
                Wire.plain(last.peak().decimal()),
                Wire.plain(last.realized().decimal()),
                Wire.plain(last.ledgerSum().decimal()),
                last.orders(),
                last.fills(),
                trouble,
                startedAt);
    }

    List<Wire.Position> positions() {
        return overview.holdings(face.account()).stream()
                .filter(holding -> !holding.quantity().zero())
                .map(this::position)
                .toList();
    }

    List<Wire.OrderLine> orders(Request request) {
        return overview.orders(face.account(), limit(request, ORDERS)).stream()
                .map(Wire::line)
                .toList();
    }

    List<Wire.EquityPoint> equity(Request request) {
        return overview.equity(face.account(), limit(request, POINTS)).stream()
                .map(Wire::point)
                .toList();
    }

    /// Which strategy traded from when on, newest first.
    List<LearningWire.Reign> reigns() {
        return overview.reigns(face.account()).reversed().stream()
                .map(
                        reign ->
                                new LearningWire.Reign(
                                        Wire.millis(reign.at()),
                                        reign.strategy(),
                                        reign.modelHash()))
                .toList();
    }

    List<String> symbols() {
        return face.symbols().stream().map(Symbol::text).toList();
    }

    /// The last bars of a symbol with what we traded in them.
    Wire.Candles candles(Request request) {
        var symbol = symbol(request.query("symbol").orElse(""));
        var found =
                bars.lastBars(symbol, face.timeframe(), pulse.get().now(), limit(request, CANDLES));
        var fills =
                found.isEmpty()
                        ? List.<Fill>of()
                        : trail.fills(face.account(), symbol, found.getFirst().from());
        return new Wire.Candles(
                symbol.text(),
                found.stream().map(Views::candle).toList(),
                fills.stream().map(Wire::marker).toList());
    }

    private Wire.Position position(Overview.Holding holding) {
        var last = bars.lastBars(holding.symbol(), face.timeframe(), pulse.get().now(), 1);
        var average = holding.cost().per(holding.quantity());
        if (last.isEmpty()) {
            return new Wire.Position(
                    holding.symbol().text(),
                    Wire.plain(holding.quantity().decimal()),
                    Wire.plain(average.decimal()),
                    "",
                    "",
                    "");
        }
        var close = last.getFirst().close();
        Money value = close.times(holding.quantity());
        return new Wire.Position(
                holding.symbol().text(),
                Wire.plain(holding.quantity().decimal()),
                Wire.plain(average.decimal()),
                Wire.plain(close.decimal()),
                Wire.plain(value.decimal()),
                Wire.plain(value.minus(holding.cost()).decimal()));
    }

    private static Wire.Candle candle(Bar bar) {
        return new Wire.Candle(
                Wire.millis(bar.from()),
                Wire.millis(bar.to()),
                Wire.plain(bar.open().decimal()),
                Wire.plain(bar.high().decimal()),
                Wire.plain(bar.low().decimal()),
                Wire.plain(bar.close().decimal()));
    }

    private Symbol symbol(String name) {
        return face.symbols().stream()
                .filter(symbol -> symbol.text().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                Fault.misuse(
                                        "'"
                                                + name
                                                + "' is not traded here; write symbol=ONE of "
                                                + String.join(", ", symbols())));
    }

    static int limit(Request request, int usual) {
        try {
            int limit = request.query("limit").map(Integer::parseInt).orElse(usual);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException garbage) {
            throw Fault.misuse("limit is not a number; write 1 to " + MOST, garbage);
        }
        throw Fault.misuse("limit has to lie between 1 and " + MOST);
    }
}
