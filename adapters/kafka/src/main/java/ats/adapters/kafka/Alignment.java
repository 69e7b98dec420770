package ats.adapters.kafka;

import module java.base;

/// Brings the partitions of one topic into an order in which each message for everyone comes once,
/// after all that its publisher sent before it and before all that it sent after.
///
/// Such a message lies in every partition. It is due when each partition held here has come to it,
/// or is past it: has brought something later of that publisher, or did so before it was resumed.
/// Until then only that publisher's later messages are held back. One thread uses this; it knows
/// nothing of Kafka and reads no clock.
final class Alignment {
    private final SortedMap<Integer, Lane> lanes = new TreeMap<>();
    private final SortedMap<String, Voice> voices = new TreeMap<>();
    private final ArrayDeque<Due> ready = new ArrayDeque<>();

    void assign(int partition, Lane lane) {
        lanes.put(partition, lane);
    }

    /// Forgets the partition; whoever takes it over begins at what was committed.
    void revoke(int partition, long nanos) {
        lanes.remove(partition);
        ready.forEach(due -> due.leave(partition));
        ready.removeIf(due -> !due.wanted());
        voices.values().forEach(voice -> voice.leave(partition));
        voices.keySet().forEach(publisher -> settle(publisher, nanos));
    }

    /// Returns how many records of the partition were gone before they could be read.
    long arrive(Arrival arrival, long nanos) {
        var lane = lanes.get(arrival.partition());
        if (lane == null) return 0;
        long missed = lane.arrive(arrival);
        var publisher = arrival.stamp().publisher();
        if (!voices.computeIfAbsent(publisher, _ -> new Voice()).holds(arrival)) {
            ready.add(new Due(List.of(arrival)));
        }
        settle(publisher, nanos);
        return missed;
    }

    /// The next message to handle; the same one until it is handled or its partitions are revoked.
    Optional<Due> next() {
        return Optional.ofNullable(ready.peekFirst());
    }

    void handled(Due due) {
        ready.remove(due);
        for (var copy : due.copies()) {
            var lane = lanes.get(copy.partition());
            if (lane != null) lane.handled(copy.offset());
        }
    }

    /// Messages for everyone that have waited too long for some partitions.
    List<Overdue> overdue(Duration patience, long nanos) {
        var found = new ArrayList<Overdue>();
        voices.forEach(
                (publisher, voice) -> {
                    if (!voice.awaitedFor(patience, nanos)) return;
                    var place = voice.earliest().orElseThrow();
                    found.add(new Overdue(publisher, place, missing(publisher, place)));
                });
        return found;
    }

    /// The partitions will never bring the message, nor any that was complete before the latest
    /// that this publisher was seen to send. Whoever calls has looked.
    void giveUp(Overdue overdue, long nanos) {
        var publisher = overdue.publisher();
        var latest =
                lanes.values().stream()
                        .map(lane -> lane.reached(publisher))
                        .max(Comparator.naturalOrder())
                        .orElse(Place.NOWHERE);
        for (int partition : overdue.missing()) {
            var lane = lanes.get(partition);
            if (lane != null) {
                lane.reach(publisher, Place.later(overdue.place(), latest.justBefore()));
            }
        }
        settle(publisher, nanos);
    }

    /// Partitions that are so far ahead that no more should be read from them for now; never one
    /// that a message waits for.
    Set<Integer> ahead(int most) {
        var full = new TreeSet<Integer>();
        for (int partition : lanes.keySet()) {
            int held = voices.values().stream().mapToInt(voice -> voice.held(partition)).sum();
            if (held >= most) full.add(partition);
        }
        if (!full.isEmpty()) {
            voices.forEach(
                    (publisher, voice) ->
                            voice.earliest()
                                    .ifPresent(place -> full.removeAll(missing(publisher, place))));
        }
        return full;
    }

    Map<Integer, Lane> lanes() {
        return Collections.unmodifiableMap(lanes);
    }

    /// Of a partition that is held.
    Lane lane(int partition) {
        return Objects.requireNonNull(lanes.get(partition), "partition " + partition);
    }

    /// Frees what is complete, earliest first.
    private void settle(String publisher, long nanos) {
        var voice = voices.get(publisher);
        if (voice == null) return;
        for (var place = voice.earliest(); place.isPresent(); place = voice.earliest()) {
            if (!missing(publisher, place.get()).isEmpty()) {
                voice.await(place.get(), nanos);
                return;
            }
            ready.addAll(voice.release(place.get()));
        }
    }

    /// The partitions that have not come to this place, the earliest at which any waits.
    private SortedSet<Integer> missing(String publisher, Place place) {
        var voice = voices.get(publisher);
        var missing = new TreeSet<Integer>();
        lanes.forEach(
                (partition, lane) -> {
                    boolean there = voice != null && voice.waits(partition);
                    if (!there && lane.reached(publisher).before(place)) missing.add(partition);
                });
        return missing;
    }

    /// A message for everyone that is known from some partitions and missing in others.
    record Overdue(String publisher, Place place, SortedSet<Integer> missing) {}
}
