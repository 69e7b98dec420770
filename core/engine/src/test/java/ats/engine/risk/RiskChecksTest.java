package ats.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.TradingCondition.State;
import ats.engine.risk.RiskChecks.Reference;

import org.junit.jupiter.api.Test;

/// Each limit, just inside and just beyond; the last price is 100 dollars, equity 10,000.
final class RiskChecksTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final long NOW = Duration.ofDays(10_000).toNanos();
    private static final Exposure FLAT =
            new Exposure(
                    Money.of(10_000),
                    Money.of(20_000),
                    Money.ZERO,
                    Money.ZERO,
                    Quantity.ZERO,
                    Quantity.ZERO,
                    0,
                    0);

    private static RiskLimits limits() {
        return new RiskLimits(
                Quantity.of(150),
                Money.of(16_000),
                Money.of(14_000),
                Ratio.percent(5),
                Ratio.percent(150),
                Ratio.percent(120),
                Ratio.percent(2),
                Ratio.percent(10),
                3,
                4,
                Duration.ofMinutes(5),
                false,
                new TreeSet<>(Set.of(Symbol.of("GME"))));
    }

    @Test
    void allowsAnOrdinaryOrder() {
        assertThat(judge(buy(100), FLAT)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void deniesEverythingWhileHalted() {
        var checks = new RiskChecks(limits());

        assertThat(denial(checks.judge(buy(1), State.HALTED, last(), FLAT)))
                .isEqualTo(Denial.HALTED);
        assertThat(denial(checks.judge(sell(1), State.HALTED, last(), holding(1))))
                .isEqualTo(Denial.HALTED);
    }

    @Test
    void allowsOnlyWhatShrinksRiskWhileReducing() {
        var checks = new RiskChecks(limits());

        assertThat(denial(checks.judge(buy(1), State.REDUCING, last(), FLAT)))
                .isEqualTo(Denial.REDUCING);
        assertThat(checks.judge(sell(10), State.REDUCING, last(), holding(10)))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(denial(checks.judge(sell(11), State.REDUCING, last(), holding(10))))
                .isEqualTo(Denial.REDUCING);
    }

    @Test
    void deniesASymbolThatIsHaltedOrHasNoPrice() {
        var checks = new RiskChecks(limits());
        var halted = new Reference(Optional.of(Price.of(100)), NOW, true);
        var unpriced = new Reference(Optional.empty(), 0, false);

        assertThat(denial(checks.judge(buy(1), State.ACTIVE, halted, FLAT)))
                .isEqualTo(Denial.SYMBOL_HALTED);
        assertThat(denial(checks.judge(buy(1), State.ACTIVE, unpriced, FLAT)))
                .isEqualTo(Denial.STALE_PRICE);
    }

    @Test
    void deniesARestrictedSymbolButLetsItBeSold() {
        var gme = Symbol.of("GME");

        assertThat(denial(judge(order(gme, Side.BUY, 1, new Pricing.Market()), FLAT)))
                .isEqualTo(Denial.RESTRICTED_SYMBOL);
        assertThat(judge(order(gme, Side.SELL, 1, new Pricing.Market()), holding(1)))
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void deniesMoreSharesThanOneOrderMayHave() {
        var wide = exposure(Money.of(1_000_000), Quantity.of(-1_000));

        assertThat(judge(buy(150), wide)).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(judge(buy(151), wide))).isEqualTo(Denial.ORDER_SHARES);
    }

    @Test
    void deniesMoreDollarsThanOneOrderMayHave() {
        var wide = exposure(Money.of(1_000_000), Quantity.of(-1_000));
        var inside = order(SPY, Side.BUY, 150, new Pricing.Limit(Price.of(105)));
        var dear = new Reference(Optional.of(Price.of(107)), NOW, false);
        var checks = new RiskChecks(limits());

        assertThat(judge(inside, wide)).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(checks.judge(buy(150), State.ACTIVE, dear, wide)))
                .isEqualTo(Denial.ORDER_NOTIONAL);
    }

    @Test
    void deniesALimitTooFarFromTheLastPrice() {
        assertThat(judge(order(SPY, Side.BUY, 1, new Pricing.Limit(Price.of(95))), FLAT))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(
                        denial(
                                judge(
                                        order(
                                                SPY,
                                                Side.BUY,
                                                1,
                                                new Pricing.Limit(Price.parse("94.99"))),
                                        FLAT)))
                .isEqualTo(Denial.PRICE_COLLAR);
        assertThat(
                        denial(
                                judge(
                                        order(
                                                SPY,
                                                Side.BUY,
                                                1,
                                                new Pricing.Stop(Price.parse("105.01"))),
                                        FLAT)))
                .isEqualTo(Denial.PRICE_COLLAR);
    }

    @Test
    void deniesAPriceThatIsTooOld() {
        var checks = new RiskChecks(limits());
        long oldest = NOW - Duration.ofMinutes(5).toNanos();

        assertThat(checks.judge(buy(1), State.ACTIVE, at(oldest), FLAT)).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(checks.judge(buy(1), State.ACTIVE, at(oldest - 1), FLAT)))
                .isEqualTo(Denial.STALE_PRICE);
    }

    @Test
    void deniesTooManyOrdersAMinuteAndTooManyOpen() {
        assertThat(judge(buy(1), busy(3, 2))).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(judge(buy(1), busy(3, 3)))).isEqualTo(Denial.ORDER_RATE);
        assertThat(denial(judge(buy(1), busy(4, 2)))).isEqualTo(Denial.OPEN_ORDERS);
    }

    @Test
    void deniesAShortPosition() {
        assertThat(denial(judge(sell(1), FLAT))).isEqualTo(Denial.SHORT_NOT_ALLOWED);
        assertThat(denial(judge(sell(11), holding(10)))).isEqualTo(Denial.SHORT_NOT_ALLOWED);
        assertThat(judge(sell(10), holding(10))).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void deniesAPositionThatIsTooLarge() {
        var rich = exposure(Money.of(1_000_000), Quantity.of(40));

        assertThat(judge(buy(100), rich)).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(judge(buy(101), rich))).isEqualTo(Denial.POSITION_NOTIONAL);
    }

    @Test
    void deniesTooMuchGrossAndNetExposure() {
        assertThat(judge(buy(50), others(10_000, 0))).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(judge(buy(51), others(10_000, 0)))).isEqualTo(Denial.GROSS_EXPOSURE);
        assertThat(judge(buy(20), others(10_000, 10_000))).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(judge(buy(21), others(10_000, 10_000)))).isEqualTo(Denial.NET_EXPOSURE);
    }

    @Test
    void deniesWhatCannotBePaidFor() {
        assertThat(judge(buy(20), paying(2_000))).isEqualTo(Verdict.ALLOWED);
        assertThat(denial(judge(buy(21), paying(2_000)))).isEqualTo(Denial.BUYING_POWER);
    }

    @Test
    void deniesAnAbsurdQuantityInsteadOfOverflowing() {
        var absurd = order(SPY, Side.BUY, 9_000_000_000L, new Pricing.Market());

        assertThat(denial(judge(absurd, FLAT))).isEqualTo(Denial.ORDER_SHARES);
    }

    private static Verdict judge(Order order, Exposure exposure) {
        return new RiskChecks(limits()).judge(order, State.ACTIVE, last(), exposure);
    }

    private static Denial denial(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Denied(var denial, var detail) -> {
                assertThat(detail).isNotBlank();
                yield denial;
            }
            case Verdict.Allowed _ -> throw new AssertionError("it was allowed");
        };
    }

    private static Reference last() {
        return at(NOW);
    }

    private static Reference at(long time) {
        return new Reference(Optional.of(Price.of(100)), time, false);
    }

    private static Exposure holding(long shares) {
        return exposure(Money.of(10_000), Quantity.of(shares));
    }

    private static Exposure exposure(Money equity, Quantity held) {
        return new Exposure(
                equity, equity.plus(equity), Money.ZERO, Money.ZERO, held, Quantity.ZERO, 0, 0);
    }

    private static Exposure others(long gross, long net) {
        return new Exposure(
                Money.of(10_000),
                Money.of(20_000),
                Money.of(gross),
                Money.of(net),
                Quantity.ZERO,
                Quantity.ZERO,
                0,
                0);
    }

    private static Exposure paying(long buyingPower) {
        return new Exposure(
                Money.of(10_000),
                Money.of(buyingPower),
                Money.ZERO,
                Money.ZERO,
                Quantity.ZERO,
                Quantity.ZERO,
                0,
                0);
    }

    private static Exposure busy(int open, int lastMinute) {
        return new Exposure(
                Money.of(10_000),
                Money.of(20_000),
                Money.ZERO,
                Money.ZERO,
                Quantity.ZERO,
                Quantity.ZERO,
                open,
                lastMinute);
    }

    private static Order buy(long shares) {
        return order(SPY, Side.BUY, shares, new Pricing.Market());
    }

    private static Order sell(long shares) {
        return order(SPY, Side.SELL, shares, new Pricing.Market());
    }

    private static Order order(Symbol symbol, Side side, long shares, Pricing pricing) {
        return new Order(
                new OrderId("test.1"),
                symbol,
                side,
                Quantity.of(shares),
                pricing,
                TimeInForce.DAY,
                NOW);
    }
}
