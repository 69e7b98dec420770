package ats.services.dataacquisition;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Timeframe;
import ats.engine.store.ActionStore;
import ats.engine.store.MarketStore;
import ats.platform.Fault;

/// Stores before anything is published, and waits for a database that is away.
final class Storage {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final MarketStore bars;
    private final ActionStore actions;
    private final Consumer<String> trouble;
    private volatile boolean closed;

    /// `trouble` hears why it waits, and "" when it no longer does.
    Storage(MarketStore bars, ActionStore actions, Consumer<String> trouble) {
        this.bars = bars;
        this.actions = actions;
        this.trouble = trouble;
    }

    void save(Timeframe timeframe, List<Bar> some) {
        if (!some.isEmpty()) {
            var _ =
                    patiently(
                            () -> {
                                bars.saveBars(timeframe, some);
                                return true;
                            });
        }
    }

    void save(List<CorporateAction> some) {
        if (!some.isEmpty()) {
            var _ =
                    patiently(
                            () -> {
                                actions.save(some);
                                return true;
                            });
        }
    }

    long newest(ats.domain.Symbol symbol, Timeframe timeframe) {
        return patiently(() -> bars.newest(symbol, timeframe));
    }

    void giveUp() {
        closed = true;
    }

    <T> T patiently(Supplier<T> task) {
        boolean waited = false;
        while (true) {
            try {
                var result = task.get();
                if (waited) {
                    trouble.accept("");
                }
                return result;
            } catch (Fault away) {
                if (away.kind() != Fault.Kind.RETRYABLE || closed) {
                    throw away;
                }
                waited = true;
                trouble.accept("the database is away: " + away.reason());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
