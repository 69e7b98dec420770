package ats.launcher;

import module java.base;

import ats.features.FeatureSet;
import ats.platform.Fault;

/// Feature sets as files: the program's own, or one that a user wrote.
final class FeatureFiles {

    private static final String OWN = "bars";

    private FeatureFiles() {}

    /// An empty path means the program's own set for bars.
    static FeatureSet read(String path) {
        return FeatureSet.parse(path.isEmpty() ? own() : written(Path.of(path)));
    }

    private static String own() {
        try (var in = FeatureSet.class.getResourceAsStream(OWN + ".features")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its feature set " + OWN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("feature set " + OWN, unreadable);
        }
    }

    private static String written(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw Fault.misuse(
                    "learning.features names "
                            + path
                            + ", which cannot be read: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }
}
