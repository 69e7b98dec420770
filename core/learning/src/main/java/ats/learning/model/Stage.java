package ats.learning.model;

import module java.base;

/// Where a model stands in its life.
public enum Stage {
    /// Trained and judged; nobody asks it.
    CANDIDATE,
    /// Forecasts beside the champion, without money.
    SHADOW,
    /// Trades a small share.
    CANARY,
    /// Trades.
    CHAMPION,
    /// Trades no more.
    RETIRED;

    /// Where a model may go from here. A champion that was retired may come back: a rollback.
    public List<Stage> next() {
        return switch (this) {
            case CANDIDATE -> List.of(SHADOW, RETIRED);
            case SHADOW -> List.of(CANARY, CHAMPION, RETIRED);
            case CANARY -> List.of(CHAMPION, SHADOW, RETIRED);
            case CHAMPION -> List.of(RETIRED);
            case RETIRED -> List.of(CHAMPION);
        };
    }

    public boolean mayBecome(Stage other) {
        return next().contains(other);
    }
}
