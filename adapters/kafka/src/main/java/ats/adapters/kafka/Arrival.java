package ats.adapters.kafka;

/// A record that came from a partition.
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed on, never looked at
record Arrival(int partition, long offset, String key, byte[] bytes, Stamp stamp) {
    boolean forEveryone() {
        return key.isEmpty() && !stamp.foreign();
    }
}
