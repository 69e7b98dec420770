package ats.learning.label;

import module java.base;

/// A label for each bar that can have one.
///
/// @param values what a model is to foresee; NaN where absent
/// @param realised the return by which a forecast is judged; NaN where absent
/// @param from the end of the bar at which the forecast is made
/// @param to the instant at which the label is known
/// @param absent how many bars have none, and why
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
public record Labels(
        double[] values,
        double[] realised,
        long[] from,
        long[] to,
        SortedMap<Absence, Integer> absent) {

    public Labels {
        absent = Collections.unmodifiableSortedMap(new TreeMap<>(absent));
    }

    public boolean present(int bar) {
        return !Double.isNaN(values[bar]);
    }

    /// Labels under construction, bar by bar.
    static final class Draft {
        private final Prices prices;
        private final double[] values;
        private final double[] realised;
        private final long[] to;
        private final SortedMap<Absence, Integer> absent = new TreeMap<>();

        Draft(Prices prices) {
            this.prices = prices;
            values = new double[prices.bars()];
            realised = new double[prices.bars()];
            to = prices.end().clone();
        }

        void put(int bar, double value, double gained, long known) {
            values[bar] = value;
            realised[bar] = gained;
            to[bar] = known;
        }

        void missing(int bar, Absence why) {
            values[bar] = Double.NaN;
            realised[bar] = Double.NaN;
            absent.merge(why, 1, Integer::sum);
        }

        /// The bars do not reach far enough.
        void beyond(int bar) {
            missing(bar, prices.ended() ? Absence.INSTRUMENT_ENDED : Absence.NOT_YET);
        }

        Labels finished() {
            return new Labels(values, realised, prices.end().clone(), to, absent);
        }
    }
}
