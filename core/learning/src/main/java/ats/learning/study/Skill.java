package ats.learning.study;

import module java.base;

import ats.learning.statistics.Coefficients;
import ats.learning.statistics.Correlation;
import ats.learning.table.Table;

/// How well forecasts order what comes. Where an instant has many symbols, they are compared with
/// each other, and a session's instants averaged; where it has few, all rows of a block of time.
///
/// @param dependence how many neighbouring values share returns
record Skill(Coefficients linear, Coefficients ranked, int dependence) {

    /// Fewer symbols than this make no order worth measuring.
    private static final int FEWEST_SYMBOLS = 5;

    /// A block of time has at least so many rows, and twice the sessions that a label lasts.
    private static final int BLOCK_ROWS = 50;

    static Skill of(Table table, Timeline time, Forecasts forecasts) {
        var groups = across(table, forecasts);
        if (median(groups) >= FEWEST_SYMBOLS) {
            return new Skill(
                    new Coefficients(daily(table, time, forecasts, groups, false)),
                    new Coefficients(daily(table, time, forecasts, groups, true)),
                    time.sessions());
        }
        var blocks = blocks(time, forecasts);
        return new Skill(
                new Coefficients(each(table, forecasts, blocks, false)),
                new Coefficients(each(table, forecasts, blocks, true)),
                1);
    }

    /// Forecasts of one instant together.
    private static List<int[]> across(Table table, Forecasts forecasts) {
        var groups = new ArrayList<int[]>();
        int start = 0;
        for (int index = 1; index <= forecasts.count(); index++) {
            if (index == forecasts.count()
                    || at(table, forecasts, index) != at(table, forecasts, start)) {
                groups.add(IntStream.range(start, index).toArray());
                start = index;
            }
        }
        return groups;
    }

    private static long at(Table table, Forecasts forecasts, int index) {
        return table.keys().at().at(forecasts.rows()[index]);
    }

    private static int median(List<int[]> groups) {
        var sizes = groups.stream().mapToInt(group -> group.length).sorted().toArray();
        return sizes.length == 0 ? 0 : sizes[sizes.length / 2];
    }

    private static double[] daily(
            Table table, Timeline time, Forecasts forecasts, List<int[]> groups, boolean ranked) {
        var values = each(table, forecasts, groups, ranked);
        var byDay = new TreeMap<Long, List<Double>>();
        for (int index = 0; index < values.length; index++) {
            if (!Double.isNaN(values[index])) {
                byDay.computeIfAbsent(
                                time.day()[forecasts.rows()[groups.get(index)[0]]],
                                _ -> new ArrayList<>())
                        .add(values[index]);
            }
        }
        return byDay.values().stream()
                .mapToDouble(day -> day.stream().mapToDouble(x -> x).average().orElseThrow())
                .toArray();
    }

    private static double[] each(
            Table table, Forecasts forecasts, List<int[]> groups, boolean ranked) {
        return groups.stream()
                .mapToDouble(
                        group -> {
                            var said = IntStream.of(group).mapToDouble(i -> forecasts.values()[i]);
                            var came =
                                    IntStream.of(group)
                                            .map(i -> forecasts.rows()[i])
                                            .mapToDouble(table.outcomes().realised()::at);
                            return ranked
                                    ? Correlation.spearman(said.toArray(), came.toArray())
                                    : Correlation.pearson(said.toArray(), came.toArray());
                        })
                .toArray();
    }

    /// What remains at the end and fills no block belongs to the last one.
    private static List<int[]> blocks(Timeline time, Forecasts forecasts) {
        var starts = new ArrayList<Integer>();
        var days = new TreeSet<Long>();
        int start = 0;
        for (int index = 0; index < forecasts.count(); index++) {
            long day = time.day()[forecasts.rows()[index]];
            boolean full = index - start >= BLOCK_ROWS && days.size() >= 2 * (time.sessions() + 1);
            if (index == 0 || (full && !days.contains(day))) {
                starts.add(index);
                start = index;
                days.clear();
            }
            days.add(day);
        }
        if (starts.size() > 1 && forecasts.count() - start < BLOCK_ROWS) {
            starts.removeLast();
        }
        starts.add(forecasts.count());
        return IntStream.range(0, starts.size() - 1)
                .mapToObj(b -> IntStream.range(starts.get(b), starts.get(b + 1)).toArray())
                .toList();
    }
}
