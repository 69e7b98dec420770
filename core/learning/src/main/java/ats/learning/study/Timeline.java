package ats.learning.study;

import module java.base;

import ats.domain.Calendar;
import ats.learning.table.Table;

/// A table's rows in exchange time, and how long its labels last.
///
/// @param day the day on which a row's forecast is made, in days since the epoch
/// @param known the day on which its label is known
/// @param open the most instants whose labels were open at once
/// @param sessions the most sessions that one label reaches into, beyond its own
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
record Timeline(long[] day, long[] known, int open, int sessions) {

    static Timeline of(Table table, Calendar calendar) {
        int rows = table.rows();
        var day = new long[rows];
        var known = new long[rows];
        var days = new TreeSet<Long>();
        for (int row = 0; row < rows; row++) {
            day[row] = calendar.date(table.keys().at().at(row)).toEpochDay();
            known[row] = calendar.date(table.outcomes().to().at(row)).toEpochDay();
            days.add(day[row]);
        }
        int sessions = 0;
        long[] ordered = days.stream().mapToLong(Long::longValue).toArray();
        for (int row = 0; row < rows; row++) {
            sessions = Math.max(sessions, rank(ordered, known[row]) - rank(ordered, day[row]));
        }
        return new Timeline(day, known, open(table), sessions);
    }

    /// How many of the days lie before this one.
    private static int rank(long[] days, long day) {
        int found = Arrays.binarySearch(days, day);
        return found >= 0 ? found : -found - 1;
    }

    private static int open(Table table) {
        var ends = new PriorityQueue<Long>();
        int most = 0;
        int row = 0;
        while (row < table.rows()) {
            long at = table.keys().at().at(row);
            long end = at;
            while (row < table.rows() && table.keys().at().at(row) == at) {
                end = Math.max(end, table.outcomes().to().at(row));
                row++;
            }
            while (!ends.isEmpty() && ends.peek() <= at) {
                ends.remove();
            }
            ends.add(end);
            most = Math.max(most, ends.size());
        }
        return most;
    }
}
