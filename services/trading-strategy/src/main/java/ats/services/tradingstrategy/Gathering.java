package ats.services.tradingstrategy;

import module java.base;

import ats.domain.Symbol;
import ats.engine.Event;

/// Puts what belongs to an instant in order: its bars, its feature vectors by symbol, its mark.
/// Vectors are made from the bars by another service, so they come after the mark; the mark, and
/// what the market's topic brings behind it, waits for them. It does not wait for ever: when they
/// stay away twice in a row, marks pass without them until they come again. Each process that makes
/// vectors says with a mark of its own how many of the instant's bars it has heard.
final class Gathering {

    private static final int PATIENCE = 2;

    private final boolean expected;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final NavigableMap<Long, SortedMap<Symbol, Event.Vector>> vectors = new TreeMap<>();
    private final NavigableMap<Long, Integer> heard = new TreeMap<>();
    private long closedTo = Long.MIN_VALUE;
    private long passedTo = Long.MIN_VALUE;
    private int missed;
    private long late;

    /// Whether vectors are to be waited for at all.
    Gathering(boolean expected) {
        this.expected = expected;
    }

    /// What came over the market's topic; it comes out of [#next] in the same order.
    void market(Event event) {
        waiting.addLast(event);
    }

    /// What came over the features' topic: vectors, and the marks that say that of so many bars of
    /// an instant no more will come.
    void feature(Event event) {
        switch (event) {
            case Event.Vector vector -> {
                if (vector.happenedAt() <= passedTo) {
                    late++;
                } else {
                    vectors.computeIfAbsent(vector.happenedAt(), _ -> new TreeMap<>())
                            .put(vector.symbol(), vector);
                }
            }
            case Event.Mark mark -> {
                if (mark.happenedAt() > passedTo) {
                    heard.merge(mark.happenedAt(), mark.bars(), Integer::sum);
                    missed = 0;
                } else if (alone() && mark.happenedAt() == passedTo) {
                    // they keep up again: the next instant waits for them once
                    missed = PATIENCE - 1;
                }
            }
            case Event.Market _,
                    Event.Action _,
                    Event.Account _,
                    Event.Update _,
                    Event.ModelChange _,
                    Event.Timer _,
                    Event.Operator _ ->
                    throw new IllegalArgumentException("no feature is " + event);
        }
    }

    /// The mark that waits for its vectors, if one does.
    Optional<Event.Mark> held() {
        return waiting.peekFirst() instanceof Event.Mark mark && holds(mark)
                ? Optional.of(mark)
                : Optional.empty();
    }

    /// The time for this instant's vectors is over.
    void giveUp(long happenedAt) {
        if (happenedAt > closedTo) {
            closedTo = happenedAt;
            missed++;
        }
    }

    /// What can be told now, in order.
    List<Event> next() {
        var told = new ArrayList<Event>();
        while (!waiting.isEmpty() && held().isEmpty()) {
            var event = waiting.removeFirst();
            if (event instanceof Event.Mark mark) {
                told.addAll(vectors.getOrDefault(mark.happenedAt(), new TreeMap<>()).values());
                passedTo = Math.max(passedTo, mark.happenedAt());
                vectors.headMap(passedTo, true).clear();
                heard.headMap(passedTo, true).clear();
            }
            told.add(event);
        }
        return told;
    }

    /// Whether vectors have stayed away, so that nothing waits for them.
    boolean alone() {
        return missed >= PATIENCE;
    }

    /// Vectors that came when their mark had passed.
    long late() {
        return late;
    }

    private boolean holds(Event.Mark mark) {
        return expected
                && !alone()
                && mark.happenedAt() > closedTo
                && heard.getOrDefault(mark.happenedAt(), 0) < mark.bars();
    }
}
