package ats.services.tradingstrategy;

import module java.base;

/// How the trader behaves. Times are process time. `holder` names this process in the lease;
/// `fence` is how long after a renewal orders may still go out: together with the longest request
/// to the broker it has to stay below the lease's ten seconds. `cancelOnStop` is off in a replay,
/// which ends with its data. `featureGrace` is market time: how long a mark waits for its vectors.
/// `journalDays` is how many days of journals are kept, the newest first.
public record TradingSettings(
        String holder,
        Duration renewEvery,
        Duration fence,
        boolean cancelOnStop,
        boolean startsPaused,
        Duration featureGrace,
        int journalDays) {

    /// More than a year, so that this day a year ago can always be looked at.
    public static final int JOURNAL_DAYS = 400;

    /// In a replay all of them are the result.
    public static final int ALL_DAYS = Integer.MAX_VALUE;

    private static final Duration RENEW = Duration.ofSeconds(2);
    private static final Duration FENCE = Duration.ofSeconds(6);
    private static final Duration FEATURE_GRACE = Duration.ofSeconds(2);

    public TradingSettings {
        if (journalDays < 1) {
            throw new IllegalArgumentException(
                    "journals of " + journalDays + " days cannot be kept; the least is 1");
        }
    }

    public static TradingSettings of(String holder) {
        return new TradingSettings(holder, RENEW, FENCE, true, false, FEATURE_GRACE, JOURNAL_DAYS);
    }

    public TradingSettings withoutCancels() {
        return new TradingSettings(
                holder, renewEvery, fence, false, startsPaused, featureGrace, journalDays);
    }

    public TradingSettings paused() {
        return new TradingSettings(
                holder, renewEvery, fence, cancelOnStop, true, featureGrace, journalDays);
    }

    public TradingSettings withFeatureGrace(Duration grace) {
        return new TradingSettings(
                holder, renewEvery, fence, cancelOnStop, startsPaused, grace, journalDays);
    }

    public TradingSettings keepingJournals(int days) {
        return new TradingSettings(
                holder, renewEvery, fence, cancelOnStop, startsPaused, featureGrace, days);
    }
}
