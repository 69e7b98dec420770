package ats.engine.backtest;

import module java.base;

import ats.engine.Event;

/// What an engine learns beside the market: the feature vectors of each instant, and which model it
/// is to forecast with.
public interface Insight {

    /// Every bar and corporate action in the order in which they were learned, history included.
    void hear(Event event);

    /// The vectors of the instant that this mark closes, by symbol; the engine is told them before
    /// the mark.
    List<Event.Vector> at(Event.Mark mark);

    /// Changes of the model that were learned before this time and not told yet, oldest first.
    List<Event.ModelChange> changesBefore(long at);

    /// For a strategy that knows only prices.
    static Insight none() {
        return new Insight() {
            @Override
            public void hear(Event event) {}

            @Override
            public List<Event.Vector> at(Event.Mark mark) {
                return List.of();
            }

            @Override
            public List<Event.ModelChange> changesBefore(long at) {
                return List.of();
            }
        };
    }
}
