package ats.simulator.massive;

import module java.base;

import ats.simulator.http.Bind;

/// How the vendor is set up: where it listens, the keys that it knows, and the requests that it
/// takes in a minute of market time (0 for no limit).
public record MassiveOptions(Bind bind, List<String> keys, int requestsPerMinute) {
    public MassiveOptions {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the simulated vendor needs a key to know");
        }
    }

    public static MassiveOptions of(String key) {
        return new MassiveOptions(Bind.LOOPBACK, List.of(key), 0);
    }

    public MassiveOptions withBind(Bind other) {
        return new MassiveOptions(other, keys, requestsPerMinute);
    }
}
