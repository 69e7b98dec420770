package ats.adapters.kafka;

import module java.base;

/// A message whose turn has come: one record, or the copies of a message for everyone.
final class Due {
    private final Arrival message;
    private final List<Arrival> copies;

    Due(List<Arrival> copies) {
        this.message = copies.getFirst();
        this.copies = new ArrayList<>(copies);
    }

    Arrival message() {
        return message;
    }

    /// The records that are handled when the message is.
    List<Arrival> copies() {
        return copies;
    }

    /// Whether it is still this member's to handle.
    boolean wanted() {
        return !copies.isEmpty();
    }

    void leave(int partition) {
        copies.removeIf(copy -> copy.partition() == partition);
    }
}
