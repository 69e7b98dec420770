package ats.learning.model;

import module java.base;

import ats.learning.drift.Quantiles;
import ats.learning.forest.FlatForest;

/// A model with all that has to stay with it, as files: they are written together, named by the
/// hash of their list, and none is used that does not have the hash it had then.
///
/// @param card what was done to make and to judge it, as JSON
/// @param features the text of the feature set whose rows it judges
/// @param reference where each feature lay when it learned
/// @param traits what whoever trades by it has to know
@SuppressWarnings("ArrayRecordComponent") // bytes, never compared
public record Bundle(
        byte[] forest,
        byte[] original,
        String card,
        String features,
        SortedMap<String, Quantiles> reference,
        Traits traits) {

    private static final String LIST = "files";
    private static final String FOREST = "forest";
    private static final String ORIGINAL = "original";
    private static final String CARD = "card.json";
    private static final String FEATURES = "set.features";
    private static final String REFERENCE = "reference";
    private static final String TRAITS = "traits";

    /// @param featureSet the version of the feature set
    /// @param label the text of the label that it forecasts
    /// @param horizon how many bars ahead
    /// @param scale the standard deviation of its forecasts of rows that had not taught it
    public record Traits(String featureSet, String label, int horizon, double scale) {

        public Traits {
            if (horizon < 1 || !(scale >= 0) || !Double.isFinite(scale)) {
                throw new IllegalArgumentException(
                        "a model cannot look " + horizon + " bars ahead at a scale of " + scale);
            }
        }

        private String text() {
            return String.join("\n", featureSet, label, "" + horizon, Double.toString(scale));
        }

        private static Traits parse(String text) {
            var lines = text.lines().toList();
            return new Traits(
                    lines.get(0),
                    lines.get(1),
                    Integer.parseInt(lines.get(2)),
                    Double.parseDouble(lines.get(3)));
        }
    }

    public Bundle {
        reference = Collections.unmodifiableSortedMap(new TreeMap<>(reference));
    }

    /// The model's name everywhere: the hash of the list of its files.
    public String name() {
        return Model.hash(list(contents()));
    }

    /// File names with their content.
    public SortedMap<String, byte[]> files() {
        var files = contents();
        files.put(LIST, list(contents()));
        return files;
    }

    /// Refuses, with an IllegalArgumentException that names the file, what is missing or damaged.
    public static Bundle parse(String name, SortedMap<String, byte[]> files) {
        var list = files.get(LIST);
        if (list == null || !Model.hash(list).equals(name)) {
            throw new IllegalArgumentException(
                    "model " + name + " has no list of files or another");
        }
        var named = new TreeMap<String, byte[]>();
        for (var line : utf8(list).lines().toList()) {
            var file = line.substring(65);
            var content = files.get(file);
            if (content == null || !Model.hash(content).equals(line.substring(0, 64))) {
                throw new IllegalArgumentException(
                        "model "
                                + name
                                + " is damaged: its file "
                                + file
                                + " is missing or changed");
            }
            named.put(file, content);
        }
        return new Bundle(
                of(named, FOREST),
                of(named, ORIGINAL),
                utf8(of(named, CARD)),
                utf8(of(named, FEATURES)),
                references(utf8(of(named, REFERENCE))),
                Traits.parse(utf8(of(named, TRAITS))));
    }

    /// The first file, by name, that another model has with other bytes.
    public Optional<String> differing(Bundle other) {
        var theirs = other.contents();
        return contents().entrySet().stream()
                .filter(file -> !Arrays.equals(file.getValue(), theirs.get(file.getKey())))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public FlatForest flat() {
        return FlatForest.parse(forest);
    }

    private SortedMap<String, byte[]> contents() {
        var files = new TreeMap<String, byte[]>();
        files.put(FOREST, forest);
        files.put(ORIGINAL, original);
        files.put(CARD, bytes(card));
        files.put(FEATURES, bytes(features));
        files.put(REFERENCE, bytes(lines(reference)));
        files.put(TRAITS, bytes(traits.text()));
        return files;
    }

    private static byte[] list(SortedMap<String, byte[]> files) {
        return bytes(
                files.entrySet().stream()
                        .map(file -> Model.hash(file.getValue()) + " " + file.getKey() + "\n")
                        .collect(Collectors.joining()));
    }

    private static byte[] of(SortedMap<String, byte[]> files, String file) {
        var content = files.get(file);
        if (content == null) {
            throw new IllegalArgumentException("a model without its file " + file);
        }
        return content;
    }

    private static String lines(SortedMap<String, Quantiles> reference) {
        return reference.entrySet().stream()
                .map(
                        one ->
                                String.join(
                                        " ",
                                        one.getKey(),
                                        "" + one.getValue().rows(),
                                        numbers(one.getValue().edges()),
                                        numbers(one.getValue().shares())))
                .collect(Collectors.joining("\n"));
    }

    private static String numbers(double[] numbers) {
        return DoubleStream.of(numbers)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static SortedMap<String, Quantiles> references(String lines) {
        var references = new TreeMap<String, Quantiles>();
        for (var line : lines.lines().toList()) {
            var words = line.split(" ", -1);
            references.put(
                    words[0],
                    new Quantiles(
                            numbers(words[2]), numbers(words[3]), Integer.parseInt(words[1])));
        }
        return references;
    }

    private static double[] numbers(String text) {
        var inner = text.substring(1, text.length() - 1);
        return inner.isEmpty()
                ? new double[0]
                : Stream.of(inner.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
