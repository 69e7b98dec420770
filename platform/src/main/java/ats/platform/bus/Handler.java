package ats.platform.bus;

/// Takes the messages of one subscription, one after the other.
@FunctionalInterface
public interface Handler {
    /// Returning commits the message. Throwing has it delivered again after a back-off: five times,
    /// or for up to ten minutes if what it throws is a RETRYABLE fault; then the subscription
    /// fails. A CORRUPT fault fails it at once.
    void on(Message message);
}
