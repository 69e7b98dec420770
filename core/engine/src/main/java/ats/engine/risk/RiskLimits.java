package ats.engine.risk;

import module java.base;

import ats.domain.Money;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.domain.Symbol;

/// The limits of one account. Shares and notionals are absolute, exposures are multiples of equity,
/// losses are parts of it; `priceAge` and the window of the order rate are market time.
public record RiskLimits(
        Quantity orderShares,
        Money orderNotional,
        Money positionNotional,
        Ratio priceCollar,
        Ratio grossExposure,
        Ratio netExposure,
        Ratio dailyLoss,
        Ratio drawdown,
        int ordersPerMinute,
        int openOrders,
        Duration priceAge,
        boolean shortAllowed,
        SortedSet<Symbol> restricted) {

    /// Wide enough for a simulated account: Reg T's two times equity, and a stop at losses that no
    /// sane strategy comes back from. A live account needs its owner's own figures.
    public static final RiskLimits SIMULATED =
            new RiskLimits(
                    Quantity.of(10_000_000),
                    Money.of(100_000_000),
                    Money.of(100_000_000),
                    Ratio.percent(20),
                    Ratio.of(2),
                    Ratio.of(2),
                    Ratio.percent(30),
                    Ratio.percent(60),
                    200,
                    500,
                    Duration.ofDays(7),
                    true,
                    new TreeSet<>());

    public RiskLimits {
        restricted = Collections.unmodifiableSortedSet(new TreeSet<>(restricted));
    }
}
