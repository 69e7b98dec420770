package ats.adapters.kafka;

/// Where a record stands among all that its publisher put on a topic: by the start of the
/// publisher's process in milliseconds, then by its count within that.
record Place(long epoch, long sequence) implements Comparable<Place> {
    static final Place NOWHERE = new Place(Long.MIN_VALUE, 0);

    boolean before(Place other) {
        return compareTo(other) < 0;
    }

    /// The last place that whoever is at this one has left behind.
    Place justBefore() {
        return new Place(epoch, sequence - 1);
    }

    static Place later(Place one, Place other) {
        return one.before(other) ? other : one;
    }

    @Override
    public int compareTo(Place other) {
        return epoch == other.epoch
                ? Long.compare(sequence, other.sequence)
                : Long.compare(epoch, other.epoch);
    }
}
