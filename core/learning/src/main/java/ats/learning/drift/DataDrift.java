package ats.learning.drift;

import module java.base;

/// Which features have left the place where a model learned them.
///
/// @param features by name, with what was found
/// @param share of all features that drifted
public record DataDrift(SortedMap<String, Finding> features, double share) {

    /// @param drifted found under the false discovery rate, and by more than a trifle
    public record Finding(Stability stability, boolean drifted) {}

    public DataDrift {
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }

    /// @param rate the share of findings that may be false
    /// @param least an index below this is no drift, however certain
    public record Settings(double rate, double least) {
        public static final Settings USUAL = new Settings(0.05, 0.1);
    }

    /// Columns of current values, one for each of the frozen references.
    public static DataDrift of(
            SortedMap<String, Quantiles> references,
            SortedMap<String, float[]> current,
            Settings settings) {
        if (!references.keySet().equals(current.keySet())) {
            throw new IllegalArgumentException(
                    "features differ: " + references.keySet() + " and " + current.keySet());
        }
        var tests = new TreeMap<String, Stability>();
        references.forEach(
                (name, reference) ->
                        tests.put(
                                name, reference.against(current.getOrDefault(name, new float[0]))));
        var found =
                Discoveries.among(
                        tests.values().stream().mapToDouble(Stability::probability).toArray(),
                        settings.rate());
        var findings = new TreeMap<String, Finding>();
        int index = 0;
        int drifted = 0;
        for (var test : tests.entrySet()) {
            boolean one = found[index++] && test.getValue().index() >= settings.least();
            drifted += one ? 1 : 0;
            findings.put(test.getKey(), new Finding(test.getValue(), one));
        }
        return new DataDrift(findings, tests.isEmpty() ? 0 : (double) drifted / tests.size());
    }
}
