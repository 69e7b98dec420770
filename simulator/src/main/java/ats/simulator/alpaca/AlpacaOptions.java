package ats.simulator.alpaca;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Symbol;

/// How the broker is set up: the port (0 for a free one), the keys that it knows, the symbols that
/// it trades, whether it refuses what the account's money or shares do not cover, and the requests
/// that it takes in a minute of market time (0 for no limit).
public record AlpacaOptions(
        int port,
        String keyId,
        String secret,
        Calendar calendar,
        List<Symbol> symbols,
        boolean checksCover,
        int requestsPerMinute) {

    public AlpacaOptions {
        if (keyId.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("the simulated broker needs a key and its secret");
        }
        if (requestsPerMinute < 0) {
            throw new IllegalArgumentException(
                    "no broker takes " + requestsPerMinute + " requests");
        }
        symbols = List.copyOf(symbols);
    }

    /// A free port, cover checked, no limit of requests.
    public static AlpacaOptions of(
            String keyId, String secret, Calendar calendar, List<Symbol> symbols) {
        return new AlpacaOptions(0, keyId, secret, calendar, symbols, true, 0);
    }

    public AlpacaOptions withPort(int other) {
        return new AlpacaOptions(
                other, keyId, secret, calendar, symbols, checksCover, requestsPerMinute);
    }

    /// Every order is taken, as the broker's books alone would.
    public AlpacaOptions withoutCoverChecks() {
        return new AlpacaOptions(port, keyId, secret, calendar, symbols, false, requestsPerMinute);
    }

    public AlpacaOptions withRequestsPerMinute(int most) {
        return new AlpacaOptions(port, keyId, secret, calendar, symbols, checksCover, most);
    }

    @Override
    public String toString() {
        return "AlpacaOptions[port=" + port + ", keyId=" + keyId + ", symbols=" + symbols + "]";
    }
}
