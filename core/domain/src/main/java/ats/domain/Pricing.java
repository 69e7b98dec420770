package ats.domain;

/// At which price an order may trade.
public sealed interface Pricing {

    /// At the best price there is.
    record Market() implements Pricing {}

    /// At `limit` or better.
    record Limit(Price limit) implements Pricing {

        public Limit {
            requirePositive(limit);
        }
    }

    /// As a market order once the market trades at `stop` or beyond.
    record Stop(Price stop) implements Pricing {

        public Stop {
            requirePositive(stop);
        }
    }

    /// As a limit order once the market trades at `stop` or beyond.
    record StopLimit(Price stop, Price limit) implements Pricing {

        public StopLimit {
            requirePositive(stop);
            requirePositive(limit);
        }
    }

    private static void requirePositive(Price price) {
        if (!price.positive()) {
            throw new IllegalArgumentException("no order can ask for a price of " + price);
        }
    }
}
