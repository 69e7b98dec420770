package ats.features;

import module java.base;

/// Covariances and correlations over windows of two series, of the bars at which both are there.
final class PairWindows implements Kernel {

    private static final int LEFT = 0;
    private static final int RIGHT = 2;
    private static final int LEFT_SQUARES = 4;
    private static final int RIGHT_SQUARES = 6;
    private static final int PRODUCTS = 8;

    /// A series that deviates less is a constant, which nothing correlates with.
    private static final double FLAT = 2e-5;

    private final int left;
    private final int right;
    private final Past leftPast;
    private final Past rightPast;
    private final int[] bars;
    private final int[] covariances;
    private final int[] correlations;
    private final Running running;
    private final int missing;
    private final int scratch;

    PairWindows(Layout layout, Source left, Source right, Wanted wanted) {
        this.left = left.series();
        this.right = right.series();
        this.leftPast = left.past();
        this.rightPast = right.past();
        this.bars = wanted.bars();
        this.covariances = wanted.of(Operator.Pair.COV);
        this.correlations = wanted.of(Operator.Pair.CORR);
        this.running = Running.of(layout, wanted.longest(), 5);
        this.missing = layout.marks(1, -1);
        this.scratch = layout.numbers(10, 0);
    }

    @Override
    public void step(Memory memory) {
        double[] numbers = memory.numbers;
        int bar = memory.bar;
        if (Running.ends(bar)) {
            for (int each = running.begin(numbers, bar) + 1; each < bar; each++) {
                add(numbers, each, leftPast.at(numbers, each), rightPast.at(numbers, each));
            }
        }
        if (Exact.missing(numbers[left]) || Exact.missing(numbers[right])) {
            memory.marks[missing] = bar;
        }
        add(numbers, bar, numbers[left], numbers[right]);
        int unbroken = bar - memory.marks[missing];
        for (int index = 0; index < bars.length; index++) {
            if (bars[index] > unbroken || !cut(numbers, bar, index)) {
                reread(numbers, bar, index);
            }
        }
    }

    private void add(double[] numbers, int bar, double left, double right) {
        boolean both = !Exact.missing(left) && !Exact.missing(right);
        double x = both ? left : 0;
        double y = both ? right : 0;
        int before = running.at(bar - 1);
        int now = running.at(bar);
        Exact.add(numbers, before + LEFT, now + LEFT, x, 0);
        Exact.add(numbers, before + RIGHT, now + RIGHT, y, 0);
        addProduct(numbers, before + LEFT_SQUARES, now + LEFT_SQUARES, x, x);
        addProduct(numbers, before + RIGHT_SQUARES, now + RIGHT_SQUARES, y, y);
        addProduct(numbers, before + PRODUCTS, now + PRODUCTS, x, y);
    }

    private static void addProduct(double[] numbers, int before, int after, double x, double y) {
        double product = x * y;
        Exact.add(numbers, before, after, product, Exact.lostByProduct(x, y, product));
    }

    /// From the running sums, unless they are too large for it.
    private boolean cut(double[] numbers, int bar, int index) {
        int now = running.at(bar);
        int then = running.at(bar - bars[index]);
        double count = bars[index];
        for (int sum = LEFT; sum <= PRODUCTS; sum += 2) {
            Exact.subtract(numbers, now + sum, then + sum, scratch + sum);
        }
        double x = spread(numbers, count, LEFT_SQUARES, LEFT, LEFT);
        double y = spread(numbers, count, RIGHT_SQUARES, RIGHT, RIGHT);
        double joint = spread(numbers, count, PRODUCTS, LEFT, RIGHT);
        numbers[covariances[index]] = joint / (count * (count - 1));
        numbers[correlations[index]] = correlation(count, x / count, y / count, joint / count);
        double trusted = Exact.TRUSTED * count;
        return x > trusted * numbers[now + LEFT_SQUARES]
                && y > trusted * numbers[now + RIGHT_SQUARES];
    }

    private double spread(double[] numbers, double count, int at, int left, int right) {
        return Exact.determinant(numbers, count, scratch + at, scratch + left, scratch + right);
    }

    /// In two passes, around the newest values, so that a window of equal values has no spread.
    private void reread(double[] numbers, int bar, int index) {
        double count = 0;
        double leftOrigin = Double.NaN;
        double rightOrigin = Double.NaN;
        double leftShifted = 0;
        double rightShifted = 0;
        for (int age = 0; age < bars[index]; age++) {
            double x = leftPast.at(numbers, bar - age);
            double y = rightPast.at(numbers, bar - age);
            if (!Exact.missing(x) && !Exact.missing(y)) {
                leftOrigin = count == 0 ? x : leftOrigin;
                rightOrigin = count == 0 ? y : rightOrigin;
                count++;
                leftShifted += x - leftOrigin;
                rightShifted += y - rightOrigin;
            }
        }
        double leftMean = leftShifted / count;
        double rightMean = rightShifted / count;
        double squares = 0;
        double otherSquares = 0;
        double joint = 0;
        for (int age = 0; age < bars[index]; age++) {
            double x = leftPast.at(numbers, bar - age);
            double y = rightPast.at(numbers, bar - age);
            if (!Exact.missing(x) && !Exact.missing(y)) {
                double off = x - leftOrigin - leftMean;
                double otherOff = y - rightOrigin - rightMean;
                squares += off * off;
                otherSquares += otherOff * otherOff;
                joint += off * otherOff;
            }
        }
        numbers[covariances[index]] = count > 1 ? joint / (count - 1) : Double.NaN;
        numbers[correlations[index]] = correlation(count, squares, otherSquares, joint);
    }

    static double correlation(double count, double squares, double otherSquares, double joint) {
        double least = FLAT * FLAT * (count - 1);
        return count > 1 && squares > least && otherSquares > least
                ? joint / Math.sqrt(squares * otherSquares)
                : Double.NaN;
    }
}
