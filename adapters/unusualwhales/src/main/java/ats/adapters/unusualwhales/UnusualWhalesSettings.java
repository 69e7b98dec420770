package ats.adapters.unusualwhales;

import module java.base;

import ats.platform.config.Secret;
import ats.platform.rest.RestRequest;
import ats.platform.rest.RestSettings;
import ats.platform.socket.SocketSettings;
import ats.platform.socket.SocketTiming;

/// How to reach the vendor. `feedDelay` is how long after an alert was made the plan shows it.
public record UnusualWhalesSettings(
        URI rest,
        URI stream,
        Secret key,
        Duration feedDelay,
        Duration requestTimeout,
        Retries retries,
        SocketTiming timing) {

    private static final String PATH = "/socket";

    /// The usual patience. `stream` may name the host alone or the path too.
    public static UnusualWhalesSettings of(URI rest, URI stream, Secret key, Duration feedDelay) {
        return new UnusualWhalesSettings(
                rest,
                stream,
                key,
                feedDelay,
                Duration.ofSeconds(30),
                Retries.usual(),
                SocketTiming.usual());
    }

    RestSettings restSettings() {
        boolean compressed = "https".equals(rest.getScheme());
        var authorization = Map.of("Authorization", Secret.of("Bearer " + key.reveal()));
        return new RestSettings("unusualwhales", rest, authorization, requestTimeout, compressed);
    }

    /// The vendor wants the key in the query, so this address must never be shown.
    SocketSettings socketSettings() {
        var text = stream.toString().replaceAll("/+$", "");
        var address = text.endsWith(PATH) ? text : text + PATH;
        var secret = URI.create(address + "?token=" + RestRequest.encoded(key.reveal()));
        return new SocketSettings("unusualwhales", secret, Map.of(), timing);
    }

    /// How often a read is tried again, and how long the pauses grow.
    public record Retries(int most, Duration firstPause, Duration longestPause) {

        /// Together more than a minute, since the vendor counts requests by the minute.
        public static Retries usual() {
            return new Retries(7, Duration.ofSeconds(1), Duration.ofSeconds(30));
        }
    }
}
