package ats.launcher;

import module java.base;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.domain.Symbol;
import ats.engine.risk.RiskLimits;
import ats.platform.config.Configuration;
import ats.platform.config.Key;

/// The limits that every order is judged by, as they are written down.
record RiskKeys(
        @Key(doc = "most shares in one order") long orderShares,
        @Key(doc = "most dollars in one order", unit = "USD") BigDecimal orderNotional,
        @Key(doc = "most dollars in one position", unit = "USD") BigDecimal positionNotional,
        @Key(doc = "farthest a limit may be from the last price", unit = "%")
                BigDecimal priceCollar,
        @Key(doc = "most gross exposure, as a multiple of equity") BigDecimal grossExposure,
        @Key(doc = "most net exposure, as a multiple of equity") BigDecimal netExposure,
        @Key(doc = "loss of a day after which only risk is reduced", unit = "%")
                BigDecimal dailyLoss,
        @Key(doc = "fall from the peak after which only risk is reduced", unit = "%")
                BigDecimal drawdown,
        @Key(doc = "most orders in a minute of market time") int ordersPerMinute,
        @Key(doc = "most orders open at a time") int openOrders,
        @Key(doc = "oldest price that an order may rest on, market time") Duration priceAge,
        @Key(doc = "whether shares may be sold short") boolean shortAllowed,
        @Key(doc = "symbols that may not be traded") List<String> restricted) {

    static final RiskKeys DEFAULTS = of(RiskLimits.SIMULATED);

    RiskKeys {
        restricted = List.copyOf(restricted);
        var tickers = restricted;
        var complaints =
                new Complaints()
                        .check("risk.restricted", () -> tickers.forEach(Symbol::of))
                        .check("risk.orderShares", () -> Quantity.of(orderShares))
                        .require(orderShares > 0, "risk.orderShares", orderShares, "1 or more")
                        .require(!priceAge.isZero(), "risk.priceAge", "0s", "a time above 0")
                        .require(openOrders > 0, "risk.openOrders", openOrders, "1 or more")
                        .require(
                                ordersPerMinute > 0,
                                "risk.ordersPerMinute",
                                ordersPerMinute,
                                "1 or more");
        positive(complaints, "risk.orderNotional", orderNotional);
        positive(complaints, "risk.positionNotional", positionNotional);
        positive(complaints, "risk.grossExposure", grossExposure);
        positive(complaints, "risk.netExposure", netExposure);
        percentage(complaints, "risk.priceCollar", priceCollar);
        percentage(complaints, "risk.dailyLoss", dailyLoss);
        percentage(complaints, "risk.drawdown", drawdown);
        complaints.raise();
    }

    private static void positive(Complaints complaints, String key, BigDecimal value) {
        complaints
                .require(value.signum() > 0, key, value, "a number above 0")
                .check(key, () -> Money.from(value));
    }

    private static void percentage(Complaints complaints, String key, BigDecimal value) {
        boolean within = value.signum() > 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0;
        complaints.require(within, key, value, "a percentage above 0, at most 100");
    }

    private static RiskKeys of(RiskLimits limits) {
        return new RiskKeys(
                limits.orderShares().decimal().longValueExact(),
                limits.orderNotional().decimal().stripTrailingZeros(),
                limits.positionNotional().decimal().stripTrailingZeros(),
                percent(limits.priceCollar()),
                limits.grossExposure().decimal().stripTrailingZeros(),
                limits.netExposure().decimal().stripTrailingZeros(),
                percent(limits.dailyLoss()),
                percent(limits.drawdown()),
                limits.ordersPerMinute(),
                limits.openOrders(),
                limits.priceAge(),
                limits.shortAllowed(),
                limits.restricted().stream().map(Symbol::text).toList());
    }

    RiskLimits limits() {
        return new RiskLimits(
                Quantity.of(orderShares),
                Money.parse(orderNotional.toPlainString()),
                Money.parse(positionNotional.toPlainString()),
                ratio(priceCollar, 2),
                ratio(grossExposure, 0),
                ratio(netExposure, 0),
                ratio(dailyLoss, 2),
                ratio(drawdown, 2),
                ordersPerMinute,
                openOrders,
                priceAge,
                shortAllowed,
                new TreeSet<>(restricted.stream().map(Symbol::of).toList()));
    }

    /// The limits that nobody has written down anywhere: real money does not trade on our guesses.
    static List<String> unwritten(Configuration configuration) {
        return configuration.explain().stream()
                .filter(setting -> setting.key().startsWith("risk."))
                .filter(setting -> setting.origin().equals("default"))
                .map(setting -> setting.key())
                .filter(key -> !key.equals("risk.restricted"))
                .toList();
    }

    private static BigDecimal percent(Ratio ratio) {
        return ratio.decimal().movePointRight(2).stripTrailingZeros();
    }

    private static Ratio ratio(BigDecimal written, int digits) {
        return Ratio.parse(written.movePointLeft(digits).toPlainString());
    }
}
