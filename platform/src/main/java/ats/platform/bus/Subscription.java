package ats.platform.bus;

import ats.platform.Fault;

import module java.base;

/// A group's place on one topic.
public interface Subscription extends AutoCloseable {
    /// The committed offset: that of the next message to be handled.
    long position();

    /// Why delivery has stopped for good, if it has.
    Optional<Fault> failure();

    /// Ends delivery after the message that is being handled; returns when the handler has.
    @Override
    void close();
}
