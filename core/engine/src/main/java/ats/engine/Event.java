package ats.engine;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent;
import ats.domain.OrderUpdate;
import ats.domain.Symbol;

/// Everything the engine can learn. Times are epoch nanoseconds of market time. Events of one
/// instant come in this order: corporate actions and account activities, order updates, market
/// events by symbol, the mark, timers, operator commands.
public sealed interface Event {

    long happenedAt();

    long learnedAt();

    record Market(MarketEvent event) implements Event {
        @Override
        public long happenedAt() {
            return event.happenedAt();
        }

        @Override
        public long learnedAt() {
            return event.learnedAt();
        }
    }

    record Action(CorporateAction action) implements Event {
        @Override
        public long happenedAt() {
            return action.happenedAt();
        }

        @Override
        public long learnedAt() {
            return action.learnedAt();
        }
    }

    record Account(AccountActivity activity) implements Event {
        @Override
        public long happenedAt() {
            return activity.happenedAt();
        }

        @Override
        public long learnedAt() {
            return activity.learnedAt();
        }
    }

    record Update(OrderUpdate update) implements Event {
        @Override
        public long happenedAt() {
            return update.happenedAt();
        }

        @Override
        public long learnedAt() {
            return update.learnedAt();
        }
    }

    /// Closes an instant: all `bars` bars that end at `happenedAt` have been told. A strategy
    /// decides once an instant, here.
    record Mark(long happenedAt, long learnedAt, int bars) implements Event {}

    /// One row of a feature set; `values` are in the order of the set, NaN where there is none. The
    /// only floating point in the engine's vocabulary.
    record Vector(
            Symbol symbol, String featureSet, long happenedAt, long learnedAt, FloatBuffer values)
            implements Event {

        public Vector {
            values = values.asReadOnlyBuffer();
        }
    }

    /// From here on the strategy forecasts with this model, named by the hash of its bytes; the
    /// service has loaded it before. An empty hash means that there is none to forecast with.
    record ModelChange(String modelHash, long happenedAt, long learnedAt) implements Event {}

    record Timer(String name, long happenedAt, long learnedAt) implements Event {}

    /// A person or a supervisor steers. `id` never repeats.
    record Operator(String id, String issuer, Steering steering, long happenedAt, long learnedAt)
            implements Event {}
}
