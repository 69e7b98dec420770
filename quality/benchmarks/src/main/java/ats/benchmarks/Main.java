package ats.benchmarks;

import module java.base;

/// Runs the benchmark that the first argument names; its last line on stdout is JSON.
public final class Main {

    private static final List<Benchmark> BENCHMARKS =
            List.of(
                    new BacktestSpeed(),
                    new FeatureSpeed(),
                    new GateBothWays(),
                    new InferSpeed(),
                    new OracleCases(),
                    new Recovery(),
                    new SymbolScale());

    /// The launcher's jar, which is on the path too, has a configuration of its own.
    private static final String LOGGING = "benchmarks-logback.xml";

    private Main() {}

    static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", LOGGING);
        System.exit(new Bench(BENCHMARKS, System.out, System.err).run(List.of(arguments)));
    }
}
