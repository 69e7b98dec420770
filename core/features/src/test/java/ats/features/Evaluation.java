package ats.features;

import module java.base;

/// Expressions over series that a test makes up, without bars, calendar and actions.
final class Evaluation {

    private Evaluation() {}

    /// All values of each feature of the set, by name.
    static SequencedMap<String, double[]> of(FeatureSet set, Map<Input, double[]> series) {
        var program = set.program();
        var memory = program.memory();
        int bars = series.values().iterator().next().length;
        var values = new double[set.size()][bars];
        for (int bar = 0; bar < bars; bar++) {
            for (var input : series.entrySet()) {
                memory.numbers[input.getKey().slot()] = input.getValue()[bar];
            }
            program.step(memory);
            for (int feature = 0; feature < set.size(); feature++) {
                values[feature][bar] = program.value(memory, feature);
            }
        }
        var byName = new LinkedHashMap<String, double[]>();
        for (int feature = 0; feature < set.size(); feature++) {
            byName.put(set.names().get(feature), values[feature]);
        }
        return byName;
    }

    /// The values of one expression over closes.
    static double[] of(String expression, double... closes) {
        return of(expression, Map.of(Input.CLOSE, closes));
    }

    static double[] of(String expression, Map<Input, double[]> series) {
        var set = FeatureSet.parse("set one\nvalue = " + expression);
        return of(set, series).firstEntry().getValue();
    }

    /// A feature set that ships with this room.
    static FeatureSet shipped(String name) {
        try (var in = FeatureSet.class.getResourceAsStream(name + ".features")) {
            var bytes = Objects.requireNonNull(in, name).readAllBytes();
            return FeatureSet.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
