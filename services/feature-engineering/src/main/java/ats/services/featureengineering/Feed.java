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
    private long last = Long.MIN_VALUE;
    private boolean wrong;

    Feed(FeatureEngine engine) {
        this.engine = engine;
    }

    FeatureEngine engine() {
        return engine;
    }

    void on(CorporateAction action) {
        wrong |= !engine.on(action);
    }

    void on(FlowAlert alert) {
        if (alert.learnedAt() <= last) {
            wrong = true;
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

    /// Something came too late for what it would have changed: the engine has to be built anew.
    boolean wrong() {
        return wrong;
    }
}
