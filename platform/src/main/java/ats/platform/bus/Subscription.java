package ats.platform.bus;

import module java.base;

import ats.platform.Fault;

/// A group's place on one topic.
public interface Subscription extends AutoCloseable {
    /// The committed offset: that of the next message to be handled. Where a topic has partitions,
    /// the sum over those that this member holds; it may fall when others take some of them over.
    long position();

    /// Why delivery has stopped for good, if it has.
    Optional<Fault> failure();

    /// Ends delivery after the message that is being handled; returns when the handler has.
    @Override
    void close();
}
