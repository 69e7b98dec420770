package ats.simulator.unusualwhales;

import module java.base;

import ats.simulator.http.Bind;

/// How the vendor is set up: where it listens, the keys that it knows, and what their plan allows:
/// requests in a minute and in a day of market time, and the trading days that history reaches
/// back, today among them; 0 is no limit. Without `streams`, a join is refused.
public record FlowOptions(
        Bind bind,
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
        return new FlowOptions(Bind.LOOPBACK, List.of(key), 0, 0, 0, true);
    }

    public FlowOptions withBind(Bind other) {
        return new FlowOptions(
                other, keys, requestsPerMinute, requestsPerDay, historyDays, streams);
    }

    public FlowOptions withRates(int perMinute, int perDay) {
        return new FlowOptions(bind, keys, perMinute, perDay, historyDays, streams);
    }

    public FlowOptions withHistoryDays(int days) {
        return new FlowOptions(bind, keys, requestsPerMinute, requestsPerDay, days, streams);
    }

    public FlowOptions withoutStreams() {
        return new FlowOptions(bind, keys, requestsPerMinute, requestsPerDay, historyDays, false);
    }
}
