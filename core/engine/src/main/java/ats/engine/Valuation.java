package ats.engine;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.Ratio;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.risk.RiskLimits;
import ats.engine.store.TradingState;

/// The equity over time as far as limits need it: its peak, and where the session began.
final class Valuation {

    private Money equity = Money.ZERO;
    private Money peak = Money.ZERO;
    private Money sessionStart = Money.ZERO;
    private long sessionEnds;

    void load(TradingState state, Calendar calendar) {
        peak = state.peak();
        sessionStart = state.sessionOpenEquity();
        equity = sessionStart;
        sessionEnds = state.valuedAt() == 0 ? 0 : dayEnd(state.valuedAt(), calendar);
    }

    /// The equity at the last mark before a session is where its loss is counted from.
    void mark(long at, Calendar calendar, Money now) {
        if (at > sessionEnds) {
            sessionStart = equity.positive() ? equity : now;
            sessionEnds = dayEnd(at, calendar);
        }
        equity = now;
        peak = peak.larger(now);
    }

    Fact.Valued fact(long at, Money now, Money cash) {
        return new Fact.Valued(at, now, cash, peak);
    }

    Optional<String> lossBeyond(RiskLimits limits) {
        if (beyond(sessionStart, limits.dailyLoss())) {
            return Optional.of(
                    "the day's loss passed its limit: from " + sessionStart + " to " + equity);
        }
        if (beyond(peak, limits.drawdown())) {
            return Optional.of("the drawdown passed its limit: from " + peak + " to " + equity);
        }
        return Optional.empty();
    }

    void save(ByteWriter out) {
        out.putLong(equity.nanos()).putLong(peak.nanos());
        out.putLong(sessionStart.nanos()).putLong(sessionEnds);
    }

    void restore(ByteReader in) {
        equity = new Money(in.takeLong());
        peak = new Money(in.takeLong());
        sessionStart = new Money(in.takeLong());
        sessionEnds = in.takeLong();
    }

    private boolean beyond(Money from, Ratio limit) {
        return from.positive() && from.minus(equity).compareTo(from.times(limit)) > 0;
    }

    private static long dayEnd(long at, Calendar calendar) {
        return calendar.sessionOf(at - 1).close();
    }
}
