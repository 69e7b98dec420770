package ats.launcher;

import module java.base;

import ats.platform.time.ClockReading;

/// What a simulator in a process of its own tells whoever wants to trade there: its market, the
/// ports of its vendors, and what time it is.
record SimulatorNote(
        SyntheticMarket market, int massive, int alpaca, int whales, ClockReading clock) {

    /// Where the note is found.
    static final String PATH = "/market";

    /// Where the clock's readings are streamed, each as an event's data.
    static final String CLOCK = "/clock";

    /// The vendors, on the host that the note came from.
    SimulatedVendors.Addresses addresses(URI simulator) {
        var host = simulator.getHost();
        return new SimulatedVendors.Addresses(
                address("http", host, massive, ""),
                address("ws", host, massive, "/stocks"),
                address("http", host, alpaca, ""),
                address("ws", host, alpaca, "/stream"),
                Optional.of(address("http", host, whales, "")),
                Optional.of(address("ws", host, whales, "/socket")));
    }

    private static URI address(String scheme, String host, int port, String path) {
        return URI.create(scheme + "://" + host + ":" + port + path);
    }
}
