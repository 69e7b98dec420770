package ats.services.featureengineering;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.features.FeatureEngine;

/// One symbol's engine, told in the same order whether things come live or from the store: an alert
/// belongs to the first bar that ends at or after the time at which it was learned.
final class Feed {

    private final FeatureEngine engine;
    private final PriorityQueue<FlowAlert> alerts =
            new PriorityQueue<>(
                    Comparator.comparingLong(FlowAlert::learnedAt).thenComparing(FlowAlert::id));
    private final Set<String> waiting = new HashSet<>();
    private Told told = Told.NOTHING;
    private long last = Long.MIN_VALUE;
    private boolean doubted;
    private boolean wrong;

    /// Which alerts the engine has had, in whatever order.
    private record Told(long count, long sum) {
        static final Told NOTHING = new Told(0, 0);

        Told and(FlowAlert alert) {
            return new Told(count + 1, sum + alert.id().hashCode());
        }
    }

    Feed(FeatureEngine engine) {
        this.engine = engine;
    }

    FeatureEngine engine() {
        return engine;
    }

    void on(CorporateAction action) {
        wrong |= !engine.on(action);
    }

    /// One of a bar that is over came too late, or was told before.
    void on(FlowAlert alert) {
        if (alert.learnedAt() <= last) {
            doubt();
        } else if (waiting.add(alert.id())) {
            alerts.add(alert);
        }
    }

    /// False for a bar that was told before.
    boolean on(Bar bar) {
        if (bar.to() <= last) {
            return false;
        }
        last = bar.to();
        while (!alerts.isEmpty() && alerts.peek().learnedAt() <= bar.to()) {
            var alert = alerts.remove();
            waiting.remove(alert.id());
            engine.on(alert);
            told = told.and(alert);
        }
        return engine.on(bar);
    }

    /// The end of the newest bar.
    long last() {
        return last;
    }

    /// A bar that belongs between those that were seen.
    void late() {
        wrong = true;
    }

    /// Alerts may be stored that it was not told of.
    void doubt() {
        doubted = true;
    }

    boolean doubted() {
        return doubted;
    }

    /// Takes all alerts that are stored: those of the bars to come, and `wrong` if those of the
    /// bars that are over are others than it was told.
    void settle(List<FlowAlert> stored) {
        var past = Told.NOTHING;
        for (var alert : stored) {
            if (alert.learnedAt() <= last) {
                past = past.and(alert);
            } else {
                on(alert);
            }
        }
        wrong |= !past.equals(told);
        doubted = false;
    }

    /// Something came too late for what it would have changed: the engine has to be built anew.
    boolean wrong() {
        return wrong;
    }
}
