package ats.adapters.massive;

import module java.base;

import ats.platform.config.Secret;
import ats.platform.rest.RestSettings;
import ats.platform.socket.SocketSettings;
import ats.platform.socket.SocketTiming;

/// How to reach the vendor. `feedDelay` is how long after a bar's end the plan shows it: nothing in
/// real time, fifteen minutes on a delayed plan.
public record MassiveSettings(
        URI rest,
        URI stream,
        Secret key,
        Duration feedDelay,
        Duration requestTimeout,
        Retries retries,
        SocketTiming timing) {

    private static final String CLUSTER = "/stocks";

    /// The usual patience. `stream` may name the host alone or the cluster too.
    public static MassiveSettings of(URI rest, URI stream, Secret key, Duration feedDelay) {
        return new MassiveSettings(
                rest,
                stream,
                key,
                feedDelay,
                Duration.ofSeconds(30),
                Retries.usual(),
                SocketTiming.usual());
    }

    RestSettings restSettings() {
        // A whole day of bars shrinks tenfold on the way; on loopback that would only cost time.
        boolean compressed = "https".equals(rest.getScheme());
        var authorization = Map.of("Authorization", Secret.of("Bearer " + key.reveal()));
        return new RestSettings("massive", rest, authorization, requestTimeout, compressed);
    }

    SocketSettings socketSettings() {
        var text = stream.toString().replaceAll("/+$", "");
        var address = text.endsWith(CLUSTER) ? text : text + CLUSTER;
        return new SocketSettings("massive", URI.create(address), Map.of(), timing);
    }

    /// How often a read is tried again, and how long the pauses grow.
    public record Retries(int most, Duration firstPause, Duration longestPause) {

        /// Together more than a minute: the free plan counts requests by the minute and does not
        /// say how long to wait.
        public static Retries usual() {
            return new Retries(7, Duration.ofSeconds(1), Duration.ofSeconds(30));
        }
    }
}
