package ats.services.tradingstrategy;

import module java.base;

import ats.engine.Event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What reaches the engine from the market and from learning, in the order in which it may: an
/// instant's mark waits for its vectors for a while, and a model is loaded before it counts.
final class Feeding {

    private static final Logger LOG = LoggerFactory.getLogger(Feeding.class);

    private final TradingLoop.Reign reign;
    private final Inbox inbox;
    private final Gathering gathering;
    private long awaited = Long.MIN_VALUE;
    private String unloaded = "";

    Feeding(TradingLoop.Reign reign, Inbox inbox) {
        this.reign = reign;
        this.inbox = inbox;
        gathering = new Gathering(byModel());
    }

    /// The model that trades at a start, if the strategy is one that takes models; none when it
    /// can't be loaded.
    Optional<Event.ModelChange> champion() {
        if (!byModel()) {
            return Optional.empty();
        }
        long now = reign.context().marketClock().now();
        var hash = reign.needs().intelligence().champion().get();
        return loaded(new Event.ModelChange(hash, now, now))
                .or(() -> Optional.of(new Event.ModelChange("", now, now)));
    }

    /// The change, or nothing when its model can't be loaded: then the one before goes on.
    Optional<Event.ModelChange> loaded(Event.ModelChange change) {
        try {
            if (!change.modelHash().isEmpty()) {
                var _ = reign.needs().intelligence().models().of(change.modelHash());
            }
            unloaded = "";
            return Optional.of(change);
        } catch (IllegalArgumentException damaged) {
            unloaded = String.valueOf(damaged.getMessage());
            LOG.atError().setMessage("model.not.loaded").setCause(damaged).log();
            return Optional.empty();
        }
    }

    /// What can be told after this event of the market.
    List<Event> market(Event event) {
        gathering.market(event);
        return complete();
    }

    List<Event> feature(Event event) {
        gathering.feature(event);
        return complete();
    }

    List<Event> overdue(long happenedAt) {
        gathering.giveUp(happenedAt);
        return complete();
    }

    /// Why the model that should trade does not, "" when it does; another or none trades then.
    String unloaded() {
        return unloaded;
    }

    /// Whether the model hears nothing.
    boolean alone() {
        return gathering.alone();
    }

    private boolean byModel() {
        return reign.needs().setup().byModel();
    }

    private List<Event> complete() {
        var complete = gathering.next();
        gathering.held().filter(mark -> mark.happenedAt() > awaited).ifPresent(this::await);
        return complete;
    }

    private void await(Event.Mark mark) {
        awaited = mark.happenedAt();
        long due = mark.learnedAt() + reign.needs().settings().featureGrace().toNanos();
        var _ =
                reign.context()
                        .marketClock()
                        .at(
                                due,
                                "features overdue",
                                () -> inbox.put(new Notice.Overdue(mark.happenedAt())));
    }
}
