package ats.adapters.kafka;

import module java.base;

/// One partition that this member holds: what came from it, how far each publisher has got in it,
/// and up to where all is handled.
final class Lane {
    private static final long UNKNOWN = -1;

    private final ArrayDeque<Arrival> open = new ArrayDeque<>();
    private final Set<Long> handled = new HashSet<>();
    private final Map<String, Place> reached;
    private final Map<String, Place> remembered;
    private long next;
    private long handledTo;
    private Optional<Stand> closedTo;

    /// The first offset that does not count as handled, and how far each publisher was by then.
    record Stand(long offset, String memory) {}

    private Lane(long next, Map<String, Place> remembered) {
        this.next = next;
        this.handledTo = next;
        this.remembered = new TreeMap<>(remembered);
        this.reached = new TreeMap<>(remembered);
        this.closedTo = handledTo();
    }

    /// Of a partition that the group has not committed yet.
    static Lane fresh() {
        return new Lane(UNKNOWN, Map.of());
    }

    static Lane resumed(long offset, Map<String, Place> remembered) {
        return new Lane(offset, remembered);
    }

    /// Returns how many records before this one are gone: removed by age before they were read.
    long arrive(Arrival arrival) {
        long missed = next == UNKNOWN ? 0 : Math.max(0, arrival.offset() - next);
        next = arrival.offset() + 1;
        open.add(arrival);
        reach(arrival.stamp().publisher(), arrival.stamp().place());
        return missed;
    }

    void reach(String publisher, Place place) {
        reached.merge(publisher, place, Place::later);
    }

    Place reached(String publisher) {
        return reached.getOrDefault(publisher, Place.NOWHERE);
    }

    void handled(long offset) {
        handled.add(offset);
        while (!open.isEmpty() && handled.remove(open.getFirst().offset())) {
            var first = open.removeFirst();
            handledTo = first.offset() + 1;
            if (!first.stamp().foreign()) {
                remembered.merge(first.stamp().publisher(), first.stamp().place(), Place::later);
            }
            if (first.forEveryone()) {
                closedTo = handledTo();
            }
        }
    }

    /// Up to where all is handled, once there is something to commit.
    Optional<Stand> handledTo() {
        return handledTo == UNKNOWN
                ? Optional.empty()
                : Optional.of(new Stand(handledTo, Memory.text(remembered)));
    }

    /// The same up to the last message for everyone.
    Optional<Stand> closedTo() {
        return closedTo;
    }
}
