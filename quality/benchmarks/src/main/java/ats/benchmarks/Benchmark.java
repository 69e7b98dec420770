package ats.benchmarks;

import module java.base;

/// One figure that the project promises, measured anew by each run.
public interface Benchmark {

    /// What `./ats bench NAME` calls it.
    String name();

    /// Measures, and returns one line of JSON with the figure in it.
    String run(List<String> arguments);
}
