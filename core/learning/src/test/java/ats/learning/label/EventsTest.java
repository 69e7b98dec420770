package ats.learning.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import module java.base;

import org.junit.jupiter.api.Test;

final class EventsTest {

    private static final double[] CLOSES = {
        100, 101, 102.5, 101.5, 99, 98, 100, 103, 104, 102, 101
    };
    private static final List<Weights.Event> EVENTS =
            List.of(
                    new Weights.Event(0, 2),
                    new Weights.Event(2, 4),
                    new Weights.Event(3, 5),
                    new Weights.Event(5, 7),
                    new Weights.Event(8, 10));

    @Test
    void weighsVolatilityExponentially() {
        assertThat(Volatility.exponential(CLOSES, 5))
                .containsExactly(
                        new double[] {
                            Double.NaN,
                            Double.NaN,
                            .003430518047,
                            .014405560073,
                            .018918906704,
                            .014479805919,
                            .019992763549,
                            .022212881105,
                            .017881161691,
                            .021641449541,
                            .018404601527
                        },
                        within(1e-12));
    }

    @Test
    void weighsVolatilityAsTheSumsSay() {
        var random = new Random(17);
        double price = 50;
        var closes = new double[120];
        for (int bar = 0; bar < closes.length; bar++) {
            price *= 1 + random.nextGaussian() / 50;
            closes[bar] = price;
        }
        int span = 13;
        var found = Volatility.exponential(closes, span);
        for (int bar = 2; bar < closes.length; bar++) {
            assertThat(found[bar]).isCloseTo(slowVolatility(closes, bar, span), within(1e-14));
        }
    }

    private static double slowVolatility(double[] closes, int bar, int span) {
        double alpha = 2.0 / (span + 1);
        double weights = 0;
        double weightsSquared = 0;
        double mean = 0;
        for (int i = 1; i <= bar; i++) {
            double weight = Math.pow(1 - alpha, bar - i);
            weights += weight;
            weightsSquared += weight * weight;
            mean += weight * (closes[i] / closes[i - 1] - 1);
        }
        mean /= weights;
        double variance = 0;
        for (int i = 1; i <= bar; i++) {
            double distance = closes[i] / closes[i - 1] - 1 - mean;
            variance += Math.pow(1 - alpha, bar - i) * distance * distance / weights;
        }
        double bias = weights * weights / (weights * weights - weightsSquared);
        return Math.sqrt(variance * bias);
    }

    @Test
    void findsWhereAPriceMoved() {
        assertThat(Cusum.events(CLOSES, .015))
                .extracting(event -> event.bar() + ":" + event.direction())
                .containsExactly("2:1", "4:-1", "6:1", "7:1", "9:-1");
    }

    @Test
    void findsTheFirstTouchOfABarrier() {
        var barrier = new TripleBarrier(.02, .02, 4, false);
        var prices = Prices.closes(CLOSES);
        assertTouch(barrier.from(prices, 0, 1), 2, .025, 1);
        assertTouch(barrier.from(prices, 2, 1), 4, -.0341463414634, -1);
        assertTouch(barrier.from(prices, 3, 1), 4, -.0246305418719, -1);
        assertTouch(barrier.from(prices, 5, 1), 6, .0204081632653, 1);
        assertTouch(barrier.from(prices, 8, 1), 10, -.0288461538462, -1);
    }

    @Test
    void endsAtTheTimeLimit() {
        var prices = Prices.closes(CLOSES);
        assertTouch(new TripleBarrier(.9, .9, 3, false).from(prices, 0, 1), 3, .015, 0);
        assertTouch(new TripleBarrier(.9, .9, 3, true).from(prices, 0, 1), 3, .015, 1);
        assertTouch(new TripleBarrier(.9, .9, 3, true).from(prices, 0, -1), 3, -.015, -1);
        // a width of zero is no barrier
        assertTouch(new TripleBarrier(0, 0, 10, false).from(prices, 0, 1), 10, .01, 0);
    }

    @Test
    void takesTheWorseOfTwoBarriersTouchedInOneBar() {
        long[] start = {0, 1};
        long[] end = {1, 2};
        var prices =
                new Prices(
                        start,
                        end,
                        new double[] {100, 100},
                        new double[] {100, 110},
                        new double[] {100, 90},
                        new double[] {100, 105},
                        false);
        assertTouch(new TripleBarrier(.05, .05, 1, false).from(prices, 0, 1), 1, -.05, -1);
        assertTouch(new TripleBarrier(.05, .05, 1, false).from(prices, 0, -1), 1, -.05, -1);
        assertTouch(new TripleBarrier(.05, 0, 1, false).from(prices, 0, 1), 1, .05, 1);
        assertTouch(new TripleBarrier(.05, 0, 1, false).from(prices, 0, -1), 1, .05, 1);
    }

    @Test
    void asksWhetherTheChosenSideWasRightAfterCosts() {
        var touch = new TripleBarrier(.02, .02, 4, false).from(Prices.closes(CLOSES), 0, 1);
        assertThat(TripleBarrier.meta(touch, .02)).isEqualTo(1);
        assertThat(TripleBarrier.meta(touch, .03)).isZero();
    }

    @Test
    void countsWhatLabelsShare() {
        assertThat(Weights.concurrency(EVENTS, 11))
                .containsExactly(1, 1, 2, 2, 2, 2, 1, 1, 1, 1, 1);
        assertThat(Weights.uniqueness(EVENTS, 11))
                .containsExactly(new double[] {.8333333333, .5, .5, .8333333333, 1}, within(1e-10));
    }

    @Test
    void weighsByTheReturnThatIsTheirOwn() {
        assertThat(Weights.byReturn(EVENTS, CLOSES))
                .containsExactly(
                        new double[] {
                            .759292329741,
                            .438367855342,
                            .984000453162,
                            1.958795660026,
                            .85954370173
                        },
                        within(1e-11));
    }

    @Test
    void countsAsAskingEveryEventForEveryBarDoes() {
        var random = new Random(23);
        for (int round = 0; round < 50; round++) {
            var events = new ArrayList<Weights.Event>();
            for (int event = 0; event < 20; event++) {
                int from = random.nextInt(50);
                events.add(new Weights.Event(from, Math.min(59, from + random.nextInt(12))));
            }
            var counts = Weights.concurrency(events, 60);
            for (int bar = 0; bar < 60; bar++) {
                int at = bar;
                assertThat(counts[bar])
                        .isEqualTo(
                                (int)
                                        events.stream()
                                                .filter(e -> e.from() <= at && at <= e.to())
                                                .count());
            }
        }
    }

    @Test
    void fadesWithAge() {
        assertThat(Weights.fading(5, .5))
                .containsExactly(
                        new double[] {1, .67032005, .44932896, .30119421, .20189652}, within(1e-8));
    }

    @Test
    void differencesByABrokenOrder() {
        assertThat(Weights.fractionalDifference(.4, 8))
                .containsExactly(
                        new double[] {1, -.4, -.12, -.064, -.0416, -.029952, -.0229632, -.01837056},
                        within(1e-12));
    }

    private static void assertTouch(TripleBarrier.Touch touch, int bar, double gained, int label) {
        assertThat(touch.bar()).isEqualTo(bar);
        assertThat(touch.gained()).isCloseTo(gained, within(1e-12));
        assertThat(touch.label()).isEqualTo(label);
    }
}
