package ats.engine;

import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// Decides what to hold. It sees raw prices and the corporate actions between them, and keeps its
/// own state adjusted. It is told history first, by the same calls, and decides at marks only.
public interface Strategy {

    String name();

    /// Who decides at present: a strategy that is made of several names the one in charge.
    default String inCharge() {
        return name();
    }

    /// What it may learn from: market events, corporate actions, feature vectors, model changes.
    void on(Event event);

    /// Called once an instant, at its mark; says its wishes by [Decision#target].
    void decide(Decision decision);

    /// Everything that its next decision depends on.
    State state();

    /// How a strategy's state goes into a snapshot and comes back, bit for bit.
    interface State {
        void save(ByteWriter out);

        void restore(ByteReader in);
    }
}
