package ats.benchmarks;

import module java.base;

/// Finds a benchmark by its name, runs it, and turns the outcome into an exit code.
final class Bench {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 64;

    private final SequencedMap<String, Benchmark> byName = new LinkedHashMap<>();
    private final PrintStream out;
    private final PrintStream err;

    Bench(List<Benchmark> benchmarks, PrintStream out, PrintStream err) {
        for (var benchmark : benchmarks) {
            if (byName.put(benchmark.name(), benchmark) != null) {
                throw new IllegalArgumentException("two benchmarks named " + benchmark.name());
            }
        }
        this.out = out;
        this.err = err;
    }

    int run(List<String> arguments) {
        var name = arguments.isEmpty() ? "" : arguments.getFirst();
        var benchmark = byName.get(name);
        if (benchmark == null) {
            err.println(name.isEmpty() ? "Usage: ./ats bench NAME" : "no benchmark named " + name);
            err.println("benchmarks: " + names());
            return USAGE;
        }
        try {
            out.println(benchmark.run(arguments.subList(1, arguments.size())));
            return DONE;
        } catch (BrokenPromise broken) {
            out.println(broken.line());
            err.println("benchmark " + name + ": " + broken.getMessage());
            return FAILED;
        } catch (RuntimeException failure) {
            err.println("benchmark " + name + " failed: " + failure);
            return FAILED;
        }
    }

    private String names() {
        return byName.isEmpty() ? "none yet" : String.join(", ", byName.keySet());
    }
}
