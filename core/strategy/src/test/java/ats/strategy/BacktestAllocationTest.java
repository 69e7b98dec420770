package ats.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.Money;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.backtest.Backtest;
import ats.engine.exchange.Costs;
import ats.engine.exchange.SimulatedBroker;
import ats.engine.risk.RiskLimits;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/// Bytes are counted, not time, so that it holds on any machine.
final class BacktestAllocationTest {
    private static final int BARS = 50_000;
    private static final long GRACE = Duration.ofSeconds(2).toNanos();

    /// With an order on one bar in twenty, and objects that the compiler would remove: about 920
    /// are measured, 300 with all optimization.
    private static final long BYTES_PER_BAR_MAX = 1_100;

    @Test
    void makesLittleGarbage() {
        var market = Walk.of(4, BARS);
        backtest(market).run();

        assertThat(bytesOf(backtest(market)) / BARS).isLessThanOrEqualTo(BYTES_PER_BAR_MAX);
    }

    @Test
    void remembersNoOrderOfSessionsThatAreOver() {
        var broker = broker();
        backtest(Walk.of(4, BARS), broker).run();

        assertThat(broker.orders()).hasSizeLessThan(BARS / 100);
        assertThat(broker.fills()).hasSizeLessThan(BARS / 100).isNotEmpty();
    }

    private static long bytesOf(Backtest backtest) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        backtest.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static SimulatedBroker broker() {
        var calendar = setup().hours();
        return new SimulatedBroker("SIM1", calendar, Costs.NONE, GRACE, Money.of(1_000_000));
    }

    private static Backtest backtest(Walk market) {
        return backtest(market, broker());
    }

    private static Backtest backtest(Walk market, SimulatedBroker broker) {
        var setup = setup();
        var plan =
                new Backtest.Plan(
                        market,
                        setup.symbols(),
                        setup.timeframe(),
                        setup.hours(),
                        GRACE,
                        Walk.FIRST,
                        Walk.FIRST,
                        Walk.FIRST.plusDays(BARS / 1_440));
        var backtest = new Backtest(plan, setup.engine(), broker, Optional.empty());
        backtest.open(
                new Event.Account(
                        new AccountActivity.Cash(
                                "opening",
                                0,
                                0,
                                AccountActivity.Reason.TRANSFER,
                                Money.of(1_000_000))));
        return backtest;
    }

    private static Setup setup() {
        return new Setup(
                "SIM1",
                "ema-cross",
                List.of(Walk.SYMBOL),
                Timeframe.MINUTE,
                "always",
                Sizing.parse("shares:100"),
                RiskLimits.SIMULATED);
    }
}
