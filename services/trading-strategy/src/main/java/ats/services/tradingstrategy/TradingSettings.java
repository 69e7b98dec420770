package ats.services.tradingstrategy;

import module java.base;

/// How the trader behaves. Times are process time. `holder` names this process in the lease;
/// `fence` is how long after a renewal orders may still go out: together with the longest request
/// to the broker it has to stay below the lease's ten seconds. `cancelOnStop` is off in a replay,
/// which ends with its data. `featureGrace` is market time: how long a mark waits for its vectors.
public record TradingSettings(
        String holder,
        Duration renewEvery,
        Duration fence,
        boolean cancelOnStop,
        boolean startsPaused,
        Duration featureGrace) {

    private static final Duration RENEW = Duration.ofSeconds(2);
    private static final Duration FENCE = Duration.ofSeconds(6);

    private static final Duration FEATURE_GRACE = Duration.ofSeconds(2);

    public static TradingSettings of(String holder) {
        return new TradingSettings(holder, RENEW, FENCE, true, false, FEATURE_GRACE);
    }

    public TradingSettings withoutCancels() {
        return new TradingSettings(holder, renewEvery, fence, false, startsPaused, featureGrace);
    }

    public TradingSettings paused() {
        return new TradingSettings(holder, renewEvery, fence, cancelOnStop, true, featureGrace);
    }

    public TradingSettings withFeatureGrace(Duration grace) {
        return new TradingSettings(holder, renewEvery, fence, cancelOnStop, startsPaused, grace);
    }
}
