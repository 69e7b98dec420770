package ats.platform.bus;

import module java.base;

/// Bytes on a topic; the bytes are shared, not copied, and must not be changed.
@SuppressWarnings("ArrayRecordComponent") // copying each message would be the bus's main cost
public record Message(String topic, String key, long offset, byte[] bytes) {
    public Message {
        if (offset < 0) throw new IllegalArgumentException("negative offset " + offset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message that
                && topic.equals(that.topic)
                && key.equals(that.key)
                && offset == that.offset
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, key, offset);
    }

    @Override
    public String toString() {
        return topic + "@" + offset + " key " + key + ", " + bytes.length + " bytes";
    }
}
