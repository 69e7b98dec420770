package ats.testkit;

import module java.base;

import ats.platform.columns.ColumnWriter;
import ats.platform.files.Vault;

/// A dataset on disk whose truth is known: daily rows of some symbols, and a label that follows the
/// first of two features.
public final class PlantedDataset {

    public static final String LABEL = "forward:lag=1,bars=1";

    private static final int SYMBOLS = 4;
    private static final int DAYS = 120;
    private static final long DAY = 86_400_000_000_000L;

    /// Past the last label.
    public static final long CUTOFF = (DAYS + 2) * DAY;

    private static final String FEATURES =
            """
            set planted
            signal = close / open
            noise = high / low
            """;

    private PlantedDataset() {}

    /// Writes it, the same for the same seed, and returns its name.
    public static String write(Vault vault, long seed) {
        var random = new Random(seed);
        try (var writer = new ColumnWriter(vault)) {
            var at = writer.longs("at");
            var symbol = writer.longs("symbol");
            var learnedAt = writer.longs("learnedAt");
            var from = writer.longs("labelFrom");
            var to = writer.longs("labelTo");
            var label = writer.floats("label");
            var realised = writer.floats("realised");
            var signal = writer.floats("feature.signal");
            var noise = writer.floats("feature.noise");
            for (int row = 0; row < DAYS * SYMBOLS; row++) {
                long day = (1 + row / SYMBOLS) * DAY;
                float said = (float) random.nextGaussian();
                float came = (float) (0.004 * said + 0.01 * random.nextGaussian());
                at.add(day);
                symbol.add((long) row % SYMBOLS);
                learnedAt.add(day);
                from.add(day);
                to.add(day + DAY);
                label.add(came);
                realised.add(came);
                signal.add(said);
                noise.add((float) random.nextGaussian());
            }
            return writer.publish(new TreeMap<>(Map.of("features", FEATURES)));
        }
    }
}
