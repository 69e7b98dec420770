package ats.simulator.massive;

import module java.base;

/// How the vendor is set up: the port (0 for a free one), the keys that it knows, and the requests
/// that it takes in a minute of market time (0 for no limit).
public record MassiveOptions(int port, List<String> keys, int requestsPerMinute) {
    public MassiveOptions {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the simulated vendor needs a key to know");
        }
    }

    public static MassiveOptions of(String key) {
        return new MassiveOptions(0, List.of(key), 0);
    }
}
