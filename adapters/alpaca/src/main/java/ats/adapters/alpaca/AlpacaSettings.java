package ats.adapters.alpaca;

import module java.base;

import ats.platform.config.Secret;
import ats.platform.rest.RestSettings;
import ats.platform.socket.SocketSettings;
import ats.platform.socket.SocketTiming;

/// How to reach the broker. `requestTimeout` is the whole life of a request, the wait for the one
/// before it included: the lease of the one who sends has to outlast it.
public record AlpacaSettings(
        URI rest,
        URI stream,
        Secret keyId,
        Secret secretKey,
        Duration requestTimeout,
        Retries retries,
        SocketTiming timing) {

    /// A sender's lease is checked before a request and must still hold when the request ends.
    public static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

    private static final String STREAM = "/stream";

    public AlpacaSettings {
        if (requestTimeout.compareTo(LONGEST_REQUEST) > 0) {
            throw new IllegalArgumentException(
                    "a request to the broker may take "
                            + LONGEST_REQUEST
                            + ", not "
                            + requestTimeout);
        }
    }

    /// The usual patience. `stream` may name the host alone or the path too.
    public static AlpacaSettings of(URI rest, URI stream, Secret keyId, Secret secretKey) {
        return new AlpacaSettings(
                rest,
                stream,
                keyId,
                secretKey,
                LONGEST_REQUEST,
                Retries.usual(),
                SocketTiming.usual());
    }

    RestSettings restSettings() {
        var headers = new LinkedHashMap<String, Secret>();
        headers.put("APCA-API-KEY-ID", keyId);
        headers.put("APCA-API-SECRET-KEY", secretKey);
        return new RestSettings("alpaca", rest, headers, requestTimeout, false);
    }

    SocketSettings socketSettings() {
        var text = stream.toString().replaceAll("/+$", "");
        var address = text.endsWith(STREAM) ? text : text + STREAM;
        return new SocketSettings("alpaca", URI.create(address), Map.of(), timing);
    }

    /// How often a read is tried again, and how long the pauses grow. An order is never sent twice.
    public record Retries(int most, Duration firstPause, Duration longestPause) {

        public static Retries usual() {
            return new Retries(3, Duration.ofSeconds(1), Duration.ofSeconds(5));
        }
    }
}
