package ats.strategy;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Engine;
import ats.engine.EngineSettings;
import ats.engine.Strategy;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.risk.RiskLimits;

/// Everything that decides how an engine behaves, as plain values: a journal's segment opens with
/// it, so that the segment can be replayed on another machine years later.
public record Setup(
        String account,
        String strategy,
        List<Symbol> symbols,
        Timeframe timeframe,
        String calendar,
        Sizing sizing,
        RiskLimits limits) {

    private static final Pattern EMA_CROSS =
            Pattern.compile("ema-cross(?::(\\d{1,6})/(\\d{1,6}))?");
    private static final int SESSIONS_A_YEAR = 252;
    private static final double SESSION_NANOS = 6.5 * 3_600e9;
    private static final double YEAR_NANOS = 365.25 * 86_400e9;

    public Setup {
        symbols = List.copyOf(new TreeSet<>(symbols));
    }

    public Engine engine() {
        return new Engine(new EngineSettings(account, symbols, hours(), limits), build());
    }

    /// The calendar's hours.
    public Calendar hours() {
        return switch (calendar) {
            case "xnys" -> new NewYorkCalendar();
            case "always" -> new AlwaysOpen();
            default ->
                    throw new IllegalArgumentException(
                            "'" + calendar + "' is no calendar; write xnys or always");
        };
    }

    private Strategy build() {
        if (strategy.equals("flat")) {
            return new Flat();
        }
        var matcher = EMA_CROSS.matcher(strategy);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + strategy + "' is no strategy; write ema-cross, ema-cross:10/20 or flat");
        }
        int fast = matcher.group(1) == null ? 10 : Integer.parseInt(matcher.group(1));
        int slow = matcher.group(2) == null ? 20 : Integer.parseInt(matcher.group(2));
        return new EmaCross(new EmaCross.Parameters(fast, slow, sizing, barsPerYear()), symbols);
    }

    private double barsPerYear() {
        return calendar.equals("always")
                ? YEAR_NANOS / timeframe.nanos()
                : SESSIONS_A_YEAR * Math.ceil(SESSION_NANOS / timeframe.nanos());
    }

    public void save(ByteWriter out) {
        out.putText(account).putText(strategy).putInt(symbols.size());
        symbols.forEach(symbol -> out.putText(symbol.text()));
        out.putText(timeframe.toString()).putText(calendar).putText(sizing.toString());
        out.putLong(limits.orderShares().nanos()).putLong(limits.orderNotional().nanos());
        out.putLong(limits.positionNotional().nanos()).putLong(limits.priceCollar().nanos());
        out.putLong(limits.grossExposure().nanos()).putLong(limits.netExposure().nanos());
        out.putLong(limits.dailyLoss().nanos()).putLong(limits.drawdown().nanos());
        out.putInt(limits.ordersPerMinute()).putInt(limits.openOrders());
        out.putLong(limits.priceAge().toNanos()).put(limits.shortAllowed());
        out.putInt(limits.restricted().size());
        limits.restricted().forEach(symbol -> out.putText(symbol.text()));
    }

    public static Setup restore(ByteReader in) {
        return new Setup(
                in.takeText(),
                in.takeText(),
                symbols(in),
                Timeframe.parse(in.takeText()),
                in.takeText(),
                Sizing.parse(in.takeText()),
                limits(in));
    }

    private static RiskLimits limits(ByteReader in) {
        return new RiskLimits(
                new Quantity(in.takeLong()),
                new Money(in.takeLong()),
                new Money(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                in.takeInt(),
                in.takeInt(),
                Duration.ofNanos(in.takeLong()),
                in.takeBoolean(),
                new TreeSet<>(symbols(in)));
    }

    private static List<Symbol> symbols(ByteReader in) {
        int count = in.takeInt();
        var symbols = new ArrayList<Symbol>();
        for (int index = 0; index < count; index++) {
            symbols.add(new Symbol(in.takeText()));
        }
        return symbols;
    }
}
