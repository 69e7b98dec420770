package ats.simulator.source;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Session;
import ats.domain.Symbol;

import org.junit.jupiter.api.Test;

/// Holds the synthetic market to what it claims: a fair game that looks like a market.
final class SeededReturnsTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 42L, 20_260_105L);
    private static final int SESSIONS = 20;
    private static final int LAGS = 30;

    /// Of sums without memory: one of thirty lags is beyond it once in 500 samples.
    private static final double FAR = 4;

    private static final List<Sample> SAMPLES = SEEDS.stream().map(seed -> sample(seed)).toList();

    @Test
    void pastReturnsSayNothingOfTheNext() {
        var scores = IntStream.rangeClosed(1, LAGS).mapToDouble(lag -> score(lag)).toArray();

        assertThat(Arrays.stream(scores).map(Math::abs).max().orElseThrow())
                .as("lags 1 to 30 of seeds %s: %s", SEEDS, Arrays.toString(scores))
                .isLessThan(FAR);
        // chi-square of 30 degrees: beyond it once in a thousand samples
        assertThat(Arrays.stream(scores).map(score -> score * score).sum())
                .as("all lags together, seeds %s", SEEDS)
                .isLessThan(59.7);
    }

    @Test
    void aLongerReturnIsAsWildAsItsParts() {
        for (int length : List.of(5, 15, 30, 60)) {
            var excess = new Excess();
            for (var sample : SAMPLES) {
                sample.sessions().forEach(session -> excess.add(sample, session, length));
            }
            assertThat(excess.ratio())
                    .as("variance ratio of %s minutes, seeds %s", length, SEEDS)
                    .isBetween(0.93, 1.07);
            assertThat(Math.abs(excess.score()))
                    .as("its distance from 1 at %s minutes, seeds %s", length, SEEDS)
                    .isLessThan(FAR);
        }
    }

    @Test
    void followingTheTrendEarnsNothingBeforeCosts() {
        var profits = new ArrayList<Double>();
        for (var sample : SAMPLES) {
            for (var session : sample.sessions()) {
                profits.add(
                        sample.symbols().stream()
                                .mapToDouble(symbol -> crossProfit(sample, symbol, session))
                                .average()
                                .orElseThrow());
            }
        }
        var each = profits.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Arrays.stream(each).average().orElseThrow();
        double error = Sample.deviation(each) / Math.sqrt(each.length);

        assertThat(Math.abs(mean / error))
                .as("EMA 10/20 earns %s ± %s a session, seeds %s", mean, error, SEEDS)
                .isLessThan(3);
        assertThat(Math.abs(mean)).as("a session, seeds %s", SEEDS).isLessThan(0.001);
    }

    @Test
    void symbolsAreAsVolatileAsShares() {
        forEachSymbol(
                (sample, symbol) -> {
                    double year = Math.sqrt(252 * dailyVariance(sample, symbol));
                    assertThat(year).as("%s, seeds %s", symbol, SEEDS).isBetween(0.15, 0.60);
                });
    }

    @Test
    void tailsAreFat() {
        forEachSymbol(
                (sample, symbol) -> {
                    var returns = all(sample, symbol);
                    double square = moment(returns, 2);
                    assertThat(moment(returns, 4) / square / square)
                            .as("kurtosis of %s, seeds %s", symbol, SEEDS)
                            .isGreaterThan(5);
                });
    }

    @Test
    void wildMinutesComeTogether() {
        for (var sample : SAMPLES) {
            double together = 0;
            for (var session : sample.sessions()) {
                for (var symbol : sample.symbols()) {
                    var sizes =
                            Arrays.stream(midday(sample.returns(symbol, session)))
                                    .map(Math::abs)
                                    .toArray();
                    together += Sample.correlation(tail(sizes, 5), head(sizes, 5));
                }
            }
            int count = SESSIONS * sample.symbols().size();
            assertThat(together / count).as("seeds %s", SEEDS).isGreaterThan(0.04);
        }
    }

    @Test
    void openAndCloseAreBusierThanMidday() {
        forEachSymbol(
                (sample, symbol) -> {
                    var size = new double[390];
                    var volume = new double[390];
                    for (var session : sample.sessions()) {
                        var bars = sample.bars(symbol, session);
                        var returns = sample.returns(symbol, session);
                        for (int minute = 1; minute < bars.size(); minute++) {
                            size[minute] += Math.abs(returns[minute - 1]);
                            volume[minute] += bars.get(minute).volume().nanos();
                        }
                    }
                    for (var day : List.of(size, volume)) {
                        double midday = mean(day, 150, 240);
                        assertThat(mean(day, 1, 15))
                                .as("open of %s, seeds %s", symbol, SEEDS)
                                .isGreaterThan(1.5 * midday);
                        assertThat(mean(day, 375, 390))
                                .as("close of %s, seeds %s", symbol, SEEDS)
                                .isGreaterThan(1.3 * midday);
                    }
                });
    }

    @Test
    void symbolsMoveTogetherButNotAsOne() {
        for (var sample : SAMPLES) {
            var returns = sample.symbols().stream().map(symbol -> all(sample, symbol)).toList();
            var pairs = new ArrayList<Double>();
            for (int one = 0; one < returns.size(); one++) {
                for (int other = 0; other < one; other++) {
                    pairs.add(Sample.correlation(returns.get(one), returns.get(other)));
                }
            }
            assertThat(pairs)
                    .as("seeds %s", SEEDS)
                    .allSatisfy(
                            pair -> {
                                assertThat(pair).isBetween(0.05, 0.7);
                            });
        }
    }

    @Test
    void theSpreadIsTiny() {
        var sample = SAMPLES.getFirst();
        var session = sample.sessions().getFirst();
        for (var symbol : sample.symbols()) {
            var bars = sample.bars(symbol, session);
            for (int next = 1; next < bars.size(); next++) {
                long cents = bars.get(next).open().nanos() - bars.get(next - 1).close().nanos();
                assertThat(Math.abs(cents)).isLessThanOrEqualTo(10_000_000L);
            }
        }
    }

    private static Sample sample(long seed) {
        return new Sample(SeededOptions.of(seed, Sample.FIRST), SESSIONS);
    }

    private static void forEachSymbol(BiConsumer<Sample, Symbol> check) {
        for (var sample : SAMPLES) {
            sample.symbols().forEach(symbol -> check.accept(sample, symbol));
        }
    }

    /// How far the products of returns that far apart are from nothing, in their own deviations.
    /// The symbols of one minute count as one, since they move together.
    private static double score(int lag) {
        double sum = 0;
        double squares = 0;
        for (var sample : SAMPLES) {
            for (var session : sample.sessions()) {
                var returns =
                        sample.symbols().stream()
                                .map(symbol -> unit(sample.returns(symbol, session)))
                                .toList();
                for (int at = lag; at < returns.getFirst().length; at++) {
                    double together = 0;
                    for (var each : returns) {
                        together += each[at] * each[at - lag];
                    }
                    sum += together;
                    squares += together * together;
                }
            }
        }
        return sum / Math.sqrt(squares);
    }

    /// What a share of one dollar would have earned: long while EMA 10 is above EMA 20, each
    /// decision at a close carried out at the next open, flat at the end.
    private static double crossProfit(Sample sample, Symbol symbol, Session session) {
        var bars = sample.bars(symbol, session);
        double fast = Sample.close(bars.getFirst());
        double slow = fast;
        double bought = 0;
        double profit = 0;
        for (int at = 0; at + 1 < bars.size(); at++) {
            double close = Sample.close(bars.get(at));
            fast += (close - fast) * 2 / 11;
            slow += (close - slow) * 2 / 21;
            boolean wanted = at >= 20 && fast > slow && at + 2 < bars.size();
            double open = bars.get(at + 1).open().nanos();
            if (wanted && bought == 0) {
                bought = open;
            } else if (!wanted && bought > 0) {
                profit += open / bought - 1;
                bought = 0;
            }
        }
        return profit;
    }

    private static double dailyVariance(Sample sample, Symbol symbol) {
        double sum = 0;
        double before = 0;
        for (var session : sample.sessions()) {
            var bars = sample.bars(symbol, session);
            double open = bars.getFirst().open().nanos();
            sum += before == 0 ? 0 : (open / before - 1) * (open / before - 1);
            sum += moment(sample.returns(symbol, session), 2) * bars.size();
            before = Sample.close(bars.getLast());
        }
        return sum / SESSIONS;
    }

    private static double[] all(Sample sample, Symbol symbol) {
        return sample.sessions().stream()
                .flatMapToDouble(session -> Arrays.stream(sample.returns(symbol, session)))
                .toArray();
    }

    private static double[] unit(double[] returns) {
        double scale = Math.sqrt(moment(returns, 2));
        return Arrays.stream(returns).map(each -> each / scale).toArray();
    }

    private static double moment(double[] values, int power) {
        return Arrays.stream(values).map(value -> Math.pow(value, power)).average().orElseThrow();
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }

    private static double[] midday(double[] returns) {
        return Arrays.copyOfRange(returns, 90, 300);
    }

    private static double[] tail(double[] values, int from) {
        return Arrays.copyOfRange(values, from, values.length);
    }

    private static double[] head(double[] values, int less) {
        return Arrays.copyOfRange(values, 0, values.length - less);
    }

    /// How much more the square of a sum is than the sum of the squares, over stretches that do not
    /// overlap.
    private static final class Excess {
        private double parts;
        private double sum;
        private double squares;

        void add(Sample sample, Session session, int length) {
            var returns =
                    sample.symbols().stream()
                            .map(symbol -> unit(sample.returns(symbol, session)))
                            .toList();
            for (int from = 0; from + length <= returns.getFirst().length; from += length) {
                double together = 0;
                for (var each : returns) {
                    double whole = Arrays.stream(each, from, from + length).sum();
                    double square = Arrays.stream(each, from, from + length).map(r -> r * r).sum();
                    together += whole * whole - square;
                    parts += square;
                }
                sum += together;
                squares += together * together;
            }
        }

        double ratio() {
            return 1 + sum / parts;
        }

        double score() {
            return sum / Math.sqrt(squares);
        }
    }
}
