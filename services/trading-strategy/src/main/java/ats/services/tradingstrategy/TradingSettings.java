package ats.services.tradingstrategy;

import module java.base;

/// How the trader behaves. Times are process time. `holder` names this process in the lease;
/// `fence` is how long after a renewal orders may still go out: together with the longest request
/// to the broker it has to stay below the lease's ten seconds. `cancelOnStop` is off in a replay,
/// which ends with its data.
public record TradingSettings(
        String holder,
        Duration renewEvery,
        Duration fence,
        boolean cancelOnStop,
        boolean startsPaused) {

    private static final Duration RENEW = Duration.ofSeconds(2);
    private static final Duration FENCE = Duration.ofSeconds(6);

    public static TradingSettings of(String holder) {
        return new TradingSettings(holder, RENEW, FENCE, true, false);
    }

    public TradingSettings withoutCancels() {
        return new TradingSettings(holder, renewEvery, fence, false, startsPaused);
    }

    public TradingSettings paused() {
        return new TradingSettings(holder, renewEvery, fence, cancelOnStop, true);
    }
}
