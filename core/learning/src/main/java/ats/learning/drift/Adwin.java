package ats.learning.drift;

import module java.base;

/// A window over a stream that keeps what belongs together: when its older part differs from its
/// newer one by more than chance allows, the older part is dropped and a drift reported. Buckets of
/// doubling sizes keep it logarithmic; an update allocates nothing.
public final class Adwin {

    private static final int BUCKETS = 5;
    private static final int ROWS = 40;
    private static final int LEAST_PART = 5;
    private static final int GRACE = 10;
    private static final int CLOCK = 32;

    private final double delta;

    /// Buckets of row r hold 2^r values; within a row the oldest comes first.
    private final double[][] sums = new double[ROWS][BUCKETS + 1];

    private final double[][] squares = new double[ROWS][BUCKETS + 1];
    private final int[] used = new int[ROWS];
    private int top;
    private long seen;
    private long count;
    private double sum;
    private double variance;

    public Adwin(double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("ADWIN's delta is between 0 and 1, not " + delta);
        }
        this.delta = delta;
    }

    /// True when the window had to be cut.
    public boolean update(double value) {
        seen++;
        insert(value);
        return seen % CLOCK == 0 && count > GRACE && shrink();
    }

    public long count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    public double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /// The sum of squared distances from the mean.
    public double squaredDeviations() {
        return variance;
    }

    /// How many buckets each row has, the smallest first.
    public int[] buckets() {
        return Arrays.copyOf(used, top + 1);
    }

    /// The sum of one bucket, and its squared deviations.
    public double[] bucket(int row, int index) {
        return new double[] {sums[row][index], squares[row][index]};
    }

    private void insert(double value) {
        if (count > 0) {
            double distance = value - sum / count;
            variance += count * distance * distance / (count + 1);
        }
        count++;
        sum += value;
        append(0, value, 0);
        compress();
    }

    private void append(int row, double bucketSum, double bucketSquares) {
        sums[row][used[row]] = bucketSum;
        squares[row][used[row]] = bucketSquares;
        used[row]++;
    }

    private void compress() {
        for (int row = 0; row < ROWS - 1 && used[row] > BUCKETS; row++) {
            double size = 1L << row;
            double difference = sums[row][0] / size - sums[row][1] / size;
            double joined =
                    squares[row][0]
                            + squares[row][1]
                            + size * size * difference * difference / (2 * size);
            double joinedSum = sums[row][0] + sums[row][1];
            drop(row, 2);
            append(row + 1, joinedSum, joined);
            top = Math.max(top, row + 1);
        }
    }

    private void drop(int row, int buckets) {
        for (int index = buckets; index < used[row]; index++) {
            sums[row][index - buckets] = sums[row][index];
            squares[row][index - buckets] = squares[row][index];
        }
        used[row] -= buckets;
    }

    private boolean shrink() {
        boolean cut = false;
        while (count > GRACE && differs()) {
            dropOldest();
            cut = true;
        }
        return cut;
    }

    /// Whether some cut leaves two parts that differ; the whole window is no cut.
    private boolean differs() {
        long older = 0;
        double olderSum = 0;
        double logarithm = StrictMath.log(2 * StrictMath.log((double) count) / delta);
        for (int row = top; row >= 0; row--) {
            for (int index = 0; index < used[row]; index++) {
                older += 1L << row;
                olderSum += sums[row][index];
                long newer = count - older;
                if (newer < LEAST_PART || newer == 0) {
                    return false;
                }
                if (older >= LEAST_PART && beyond(older, olderSum, logarithm)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean beyond(long older, double olderSum, double logarithm) {
        long newer = count - older;
        double distance = Math.abs(olderSum / older - (sum - olderSum) / newer);
        double m = 1.0 / (older - LEAST_PART + 1) + 1.0 / (newer - LEAST_PART + 1);
        double allowed =
                StrictMath.sqrt(2 * m * (variance / count) * logarithm) + 2.0 / 3 * logarithm * m;
        return distance > allowed;
    }

    private void dropOldest() {
        long size = 1L << top;
        double bucketSum = sums[top][0];
        long rest = count - size;
        double distance = bucketSum / size - (sum - bucketSum) / rest;
        variance -= squares[top][0] + (double) size * rest / count * distance * distance;
        count = rest;
        sum -= bucketSum;
        drop(top, 1);
        while (top > 0 && used[top] == 0) {
            top--;
        }
    }
}
