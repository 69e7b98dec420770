package ats.adapters.kafka;

import module java.base;

/// Who published a record, and its place among what this publisher put on the topic. It travels in
/// one header: epoch, sequence, name.
record Stamp(String publisher, Place place) {
    static final String HEADER = "ats-publisher";

    /// Of a record that was not published by a `KafkaBus`; it is delivered as it comes.
    static final Stamp FOREIGN = new Stamp("", Place.NOWHERE);

    static Stamp parse(byte[] header) {
        if (header.length <= 2 * Long.BYTES) return FOREIGN;
        var buffer = ByteBuffer.wrap(header);
        var place = new Place(buffer.getLong(), buffer.getLong());
        return new Stamp(StandardCharsets.UTF_8.decode(buffer).toString(), place);
    }

    boolean foreign() {
        return publisher.isEmpty();
    }

    byte[] bytes() {
        var name = publisher.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(place.epoch())
                .putLong(place.sequence())
                .put(name)
                .array();
    }
}
