package ats.adapters.kafka;

import module java.base;

/// One publisher as this member hears it: in each partition where a message for everyone waits for
/// the other partitions, that message and what the publisher sent there after it.
final class Voice {
    private final SortedMap<Integer, ArrayDeque<Arrival>> waiting = new TreeMap<>();
    private Place awaited = Place.NOWHERE;
    private long since;

    /// Whether the arrival has to wait; if not, it is due.
    boolean holds(Arrival arrival) {
        var queue = waiting.get(arrival.partition());
        if (queue == null && !arrival.forEveryone()) return false;
        waiting.computeIfAbsent(arrival.partition(), _ -> new ArrayDeque<>()).add(arrival);
        return true;
    }

    /// The earliest message for everyone that waits.
    Optional<Place> earliest() {
        return waiting.values().stream()
                .map(queue -> queue.getFirst().stamp().place())
                .min(Comparator.naturalOrder());
    }

    /// Whether the partition has come to a message for everyone that waits.
    boolean waits(int partition) {
        return waiting.containsKey(partition);
    }

    int held(int partition) {
        var queue = waiting.get(partition);
        return queue == null ? 0 : queue.size();
    }

    /// Lets the message at this place go, all copies as one, and what waited only for it.
    List<Due> release(Place place) {
        var copies = new ArrayList<Arrival>();
        var freed = new ArrayList<Due>();
        for (var queue : waiting.values()) {
            if (!queue.getFirst().stamp().place().equals(place)) continue;
            copies.add(queue.removeFirst());
            while (!queue.isEmpty() && !queue.getFirst().forEveryone()) {
                freed.add(new Due(List.of(queue.removeFirst())));
            }
        }
        waiting.values().removeIf(ArrayDeque::isEmpty);
        awaited = Place.NOWHERE;
        freed.addFirst(new Due(copies));
        return freed;
    }

    void leave(int partition) {
        waiting.remove(partition);
    }

    /// Notes when the wait for the earliest message began.
    void await(Place place, long nanos) {
        if (place.equals(awaited)) return;
        awaited = place;
        since = nanos;
    }

    boolean awaitedFor(Duration patience, long nanos) {
        return !waiting.isEmpty() && nanos - since >= patience.toNanos();
    }
}
