package ats.simulator.unusualwhales;

import module java.base;

/// How the vendor is set up: the port (0 for a free one), the keys that it knows, and what their
/// plan allows: requests in a minute and in a day of market time, and the trading days that history
/// reaches back, today among them; 0 is no limit. Without `streams`, a join is refused.
public record FlowOptions(
        int port,
        List<String> keys,
        int requestsPerMinute,
        int requestsPerDay,
        int historyDays,
        boolean streams) {

    public FlowOptions {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the simulated vendor needs a key to know");
        }
    }

    /// A plan that allows everything.
    public static FlowOptions of(String key) {
        return new FlowOptions(0, List.of(key), 0, 0, 0, true);
    }

    public FlowOptions withRates(int perMinute, int perDay) {
        return new FlowOptions(port, keys, perMinute, perDay, historyDays, streams);
    }

    public FlowOptions withHistoryDays(int days) {
        return new FlowOptions(port, keys, requestsPerMinute, requestsPerDay, days, streams);
    }

    public FlowOptions withoutStreams() {
        return new FlowOptions(port, keys, requestsPerMinute, requestsPerDay, historyDays, false);
    }
}
