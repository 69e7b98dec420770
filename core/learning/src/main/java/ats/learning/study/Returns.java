package ats.learning.study;

import module java.base;

import ats.learning.statistics.Moments;
import ats.learning.statistics.NeweyWest;
import ats.learning.statistics.Sharpe;
import ats.learning.table.Table;

/// What trading by forecasts would have earned after costs, session by session. Each forecast is a
/// position of -1 to 1, an equal part of the capital per symbol and open instant, held until its
/// label is known, and every position is paid for twice, in and out. Its whole result counts on the
/// day on which the label is known.
record Returns(SortedMap<Long, Double> byDay) {

    static Returns of(Table table, Timeline time, Forecasts forecasts, double costPerSide) {
        var byDay = new TreeMap<Long, Double>();
        int start = 0;
        while (start < forecasts.count()) {
            long at = table.keys().at().at(forecasts.rows()[start]);
            int end = start;
            while (end < forecasts.count() && table.keys().at().at(forecasts.rows()[end]) == at) {
                end++;
            }
            double part = 1.0 / ((end - start) * (double) time.open());
            for (int index = start; index < end; index++) {
                int row = forecasts.rows()[index];
                double position = forecasts.positions()[index];
                double gained =
                        position * table.outcomes().realised().at(row)
                                - 2 * costPerSide * Math.abs(position);
                byDay.merge(time.known()[row], part * gained, Double::sum);
            }
            start = end;
        }
        return new Returns(byDay);
    }

    double[] values() {
        return byDay.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    double mean() {
        return byDay.isEmpty() ? 0 : Moments.mean(values());
    }

    /// Per session. Results of labels that overlap repeat each other, so the deviation is that of
    /// the long run: what sums over many sessions show.
    Sharpe sharpe(int sessionsOfALabel) {
        var values = values();
        var moments = Moments.of(values);
        double plain = NeweyWest.standardError(values, 0);
        double longRun = NeweyWest.standardError(values, 2 * sessionsOfALabel);
        double ratio = longRun > 0 ? moments.sharpe() * plain / longRun : 0;
        return new Sharpe(ratio, values.length, moments.skewness(), moments.kurtosis());
    }
}
