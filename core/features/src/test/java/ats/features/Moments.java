package ats.features;

import module java.base;

/// Sums over points in exact arithmetic; squares and products are centred and multiplied by the
/// count.
final class Moments {

    private static final MathContext DIGITS = new MathContext(60);
    private static final double FLAT = 2e-5;

    private final int count;
    private final double newestPlace;
    private final BigDecimal sum;
    private final BigDecimal placeSum;
    private final BigDecimal squares;
    private final BigDecimal placeSquares;
    private final BigDecimal joint;

    Moments(List<Point> points) {
        var n = BigDecimal.valueOf(points.size());
        this.count = points.size();
        this.newestPlace = points.isEmpty() ? 0 : points.getLast().place();
        this.sum = sum(points, one -> new BigDecimal(one.value()));
        this.placeSum = sum(points, one -> new BigDecimal(one.place()));
        this.squares =
                sum(points, one -> new BigDecimal(one.value()).pow(2))
                        .multiply(n)
                        .subtract(sum.pow(2));
        this.placeSquares =
                sum(points, one -> new BigDecimal(one.place()).pow(2))
                        .multiply(n)
                        .subtract(placeSum.pow(2));
        this.joint =
                sum(
                                points,
                                one ->
                                        new BigDecimal(one.value())
                                                .multiply(new BigDecimal(one.place())))
                        .multiply(n)
                        .subtract(sum.multiply(placeSum));
    }

    private static BigDecimal sum(List<Point> points, Function<Point, BigDecimal> what) {
        return points.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal squares() {
        return squares;
    }

    BigDecimal placeSquares() {
        return placeSquares;
    }

    BigDecimal joint() {
        return joint;
    }

    BigDecimal mean() {
        return sum.divide(BigDecimal.valueOf(count), DIGITS);
    }

    BigDecimal sampled(BigDecimal scaled) {
        return scaled.divide(BigDecimal.valueOf((long) count * (count - 1)), DIGITS);
    }

    double deviation(BigDecimal scaled) {
        return count < 2 ? Double.NaN : sampled(scaled).sqrt(DIGITS).doubleValue();
    }

    double of(Operator.Window operator, double newest) {
        if (count == 0) {
            return Double.NaN;
        }
        return switch (operator) {
            case SUM -> sum.doubleValue();
            case MEAN -> mean().doubleValue();
            case COUNT -> count;
            case VAR -> count < 2 ? Double.NaN : sampled(squares).doubleValue();
            case STD -> deviation(squares);
            case SLOPE, RSQUARE, RESI -> count < 2 ? Double.NaN : line(operator, newest);
            case REF, DELTA, MAX, MIN, IDXMAX, IDXMIN, RANK, MED, QUANTILE, WMA, MAD, SKEW, KURT ->
                    throw new IllegalStateException(operator + " is no moment");
        };
    }

    private double line(Operator.Window operator, double newest) {
        var slope = joint.divide(placeSquares, DIGITS);
        if (operator == Operator.Window.SLOPE) {
            return slope.doubleValue();
        }
        if (operator == Operator.Window.RESI) {
            var meanPlace = placeSum.divide(BigDecimal.valueOf(count), DIGITS);
            var ahead = new BigDecimal(newestPlace).subtract(meanPlace);
            return Slow.missing(newest)
                    ? Double.NaN
                    : new BigDecimal(newest)
                            .subtract(mean())
                            .subtract(slope.multiply(ahead))
                            .doubleValue();
        }
        return deviation(squares) <= FLAT
                ? Double.NaN
                : joint.pow(2).divide(placeSquares.multiply(squares), DIGITS).doubleValue();
    }
}
