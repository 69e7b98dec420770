package ats.platform.bus;

import module java.base;

/// Carries messages of bytes between services: topics, consumer groups, offsets, back-pressure.
///
/// At-least-once: a consumer may see a message again and must be idempotent. A group may have
/// members in several processes; each key belongs to one of them at a time, and the messages that
/// one publisher gave one key reach it in the order in which they were published.
///
/// A message with the empty key is **for everyone**: it reaches every member of each group, after
/// all that its publisher published to that topic before it, and before all that it publishes
/// after. So an instant's closing mark comes after that instant's bars, wherever they are handled.
/// A publisher is one bus in one process; what several of them publish has no order among them.
public interface Bus extends AutoCloseable {
    /// Returns when the message is accepted, one for everyone when it has arrived; blocks while the
    /// bus can take no more: in one JVM while the slowest group is too far behind, on a shared bus,
    /// whose log is the buffer, while its servers are away. Throws a RETRYABLE fault when that
    /// lasts too long; the message was then not published. A shared bus may accept a message that
    /// it then cannot deliver to its servers for minutes: the next publish throws for it.
    void publish(String topic, String key, byte[] message);

    /// Delivers to the handler all that the group has not handled yet: a new group begins at the
    /// oldest message retained, one that was here before at its committed offset.
    Subscription subscribe(String topic, String group, Handler handler);

    /// The same for who works with the instants that messages for everyone close: when this process
    /// dies, what it has handled of an open instant is delivered again, to whoever goes on, from
    /// the instant's beginning. While `settled` says no, what was handled only waits in this
    /// process, and all of it would be delivered again.
    default Subscription subscribeToInstants(
            String topic, String group, Handler handler, BooleanSupplier settled) {
        return subscribe(topic, group, handler);
    }

    /// Why messages do not get through now, as far as is known; never waits for an answer.
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /// Whether other processes see this bus.
    boolean shared();

    /// Closes every subscription, then refuses further use.
    @Override
    void close();
}
