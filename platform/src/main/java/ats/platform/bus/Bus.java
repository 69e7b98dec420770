package ats.platform.bus;

/// Carries messages of bytes between services: topics, consumer groups, offsets, back-pressure.
///
/// At-least-once: a consumer may see a message again and must be idempotent. Messages with one key
/// reach a group in the order in which they were published.
public interface Bus extends AutoCloseable {
    /// Returns when the message is accepted; blocks while the slowest group is too far behind.
    /// Throws a RETRYABLE fault when that lasts too long; the message was then not published.
    void publish(String topic, String key, byte[] message);

    /// Delivers to the handler all that the group has not handled yet: a new group begins at the
    /// oldest message retained, one that was here before at its committed offset.
    Subscription subscribe(String topic, String group, Handler handler);

    /// Whether other processes see this bus.
    boolean shared();

    /// Closes every subscription, then refuses further use.
    @Override
    void close();
}
