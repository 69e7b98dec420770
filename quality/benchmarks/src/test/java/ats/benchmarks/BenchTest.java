package ats.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;

final class BenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsTheJsonLineOfTheNamedBenchmarkLast() {
        var bench = bench(new Echo("backtest"), new Echo("book"));

        assertThat(bench.run(List.of("book", "--bars", "7"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("{\"name\":\"book\",\"arguments\":2}");
    }

    @Test
    void namesTheBenchmarksThereAreWhenItKnowsNoneOfThatName() {
        var bench = bench(new Echo("backtest"), new Echo("book"));

        assertThat(bench.run(List.of("bok"))).isEqualTo(64);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bok", "backtest, book");
    }

    @Test
    void endsWithAnErrorWhenTheBenchmarkFails() {
        assertThat(bench(new Failing()).run(List.of("failing"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("failing", "no data");
    }

    @Test
    void printsTheFigureThatBreaksItsPromiseAndEndsWithAnError() {
        assertThat(bench(new Gate(List.of(3L, 5L, 8L))).run(List.of("gate"))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"shuffledPassed\":[3,5,8]");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("[3, 5, 8], 3 of 20; at most 2");

        assertThat(bench(new Gate(List.of(3L, 5L))).run(List.of("gate"))).isZero();
    }

    @Test
    void refusesTwoBenchmarksOfOneName() {
        assertThatThrownBy(() -> bench(new Echo("book"), new Echo("book")))
                .hasMessageContaining("two benchmarks named book");
    }

    private Bench bench(Benchmark... benchmarks) {
        return new Bench(List.of(benchmarks), print(out), print(err));
    }

    private static PrintStream print(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private record Echo(String name) implements Benchmark {
        @Override
        public String run(List<String> arguments) {
            return "{\"name\":\"" + name + "\",\"arguments\":" + arguments.size() + "}";
        }
    }

    /// The gate's figures without the work.
    private record Gate(List<Long> shuffledPassed) implements Benchmark {
        @Override
        public String name() {
            return "gate";
        }

        @Override
        public String run(List<String> arguments) {
            return GateBothWays.line(
                    new GateBothWays.Figures(
                            name(),
                            100,
                            true,
                            List.of(),
                            new LinkedHashMap<>(),
                            20,
                            GateBothWays.MOST_SHUFFLED,
                            shuffledPassed));
        }
    }

    private record Failing() implements Benchmark {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public String run(List<String> arguments) {
            throw new IllegalStateException("no data");
        }
    }
}
