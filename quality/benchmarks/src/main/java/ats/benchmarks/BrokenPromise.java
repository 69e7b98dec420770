package ats.benchmarks;

/// A benchmark has measured, and the figure is not what was promised.
final class BrokenPromise extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String line;

    /// `line` is the line of JSON, which is printed all the same.
    BrokenPromise(String line, String what) {
        super(what);
        this.line = line;
    }

    String line() {
        return line;
    }
}
