package ats.engine.exchange;

/// What became of an order that was handed in.
public sealed interface Submission {

    record Taken(String brokerId) implements Submission {}

    /// An order of this id was handed in before; there is no second one.
    record Duplicate(BrokerOrder first) implements Submission {}
}
