package ats.domain;

/// At which price an order may trade.
public sealed interface Pricing {

    /// At the best price there is.
    record Market() implements Pricing {}

    /// At `limit` or better.
    record Limit(Price limit) implements Pricing {}

    /// As a market order once the market trades at `stop` or beyond.
    record Stop(Price stop) implements Pricing {}

    /// As a limit order once the market trades at `stop` or beyond.
    record StopLimit(Price stop, Price limit) implements Pricing {}
}
