package ats.features;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;

/// What raw prices of a symbol's bars are multiplied by so that they compare with each other: the
/// first bar counts as it was traded, splits and dividends change what comes after them. The same
/// factors as in a [FeatureEngine].
public final class Adjustment {

    private final Terms terms = new Terms();

    /// Before the first bar at the action's terms.
    public void on(CorporateAction action) {
        terms.add(action, Long.MIN_VALUE);
    }

    /// The factor for this bar's prices; bars come in the order of time.
    public double on(Bar bar) {
        terms.reach(bar);
        return terms.price();
    }
}
