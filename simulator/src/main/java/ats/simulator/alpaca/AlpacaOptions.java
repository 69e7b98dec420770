package ats.simulator.alpaca;

import module java.base;

import ats.domain.Calendar;
import ats.domain.Symbol;
import ats.simulator.http.Bind;

/// How the broker is set up: where it listens, the keys that it knows, the symbols that it trades,
/// whether it refuses what the account's money or shares do not cover, and the requests that it
/// takes in a minute of market time (0 for no limit).
public record AlpacaOptions(
        Bind bind,
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
        return new AlpacaOptions(Bind.LOOPBACK, keyId, secret, calendar, symbols, true, 0);
    }

    public AlpacaOptions withBind(Bind other) {
        return new AlpacaOptions(
                other, keyId, secret, calendar, symbols, checksCover, requestsPerMinute);
    }

    /// Every order is taken, as the broker's books alone would.
    public AlpacaOptions withoutCoverChecks() {
        return new AlpacaOptions(bind, keyId, secret, calendar, symbols, false, requestsPerMinute);
    }

    public AlpacaOptions withRequestsPerMinute(int most) {
        return new AlpacaOptions(bind, keyId, secret, calendar, symbols, checksCover, most);
    }

    @Override
    public String toString() {
        return "AlpacaOptions[bind=" + bind + ", keyId=" + keyId + ", symbols=" + symbols + "]";
    }
}
