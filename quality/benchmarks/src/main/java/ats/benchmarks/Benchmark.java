package ats.benchmarks;

import module java.base;

/// One figure that the project promises, measured anew by each run.
public interface Benchmark {

    /// What `./ats bench NAME` calls it.
    String name();

    /// Measures, and returns one line of JSON with the figure in it; throws a [BrokenPromise] with
    /// that line where the figure itself is a failure.
    String run(List<String> arguments);
}
