package ats.services.featureengineering;

import module java.base;

import ats.domain.Symbol;
import ats.learning.job.DatasetRequest;
import ats.learning.label.Absence;
import ats.platform.columns.ColumnFolder;
import ats.platform.columns.ColumnWriter;
import ats.platform.files.Vault;

/// Datasets put together from their parts: rows of features with what came of them, ordered by
/// instant and symbol, the same bytes whoever made the parts. How many bars have no label is in the
/// manifest.
final class Datasets {

    static final List<String> LONGS = List.of("at", "symbol", "learnedAt", "labelFrom", "labelTo");
    static final List<String> FLOATS = List.of("label", "realised");

    /// Before the name of a feature.
    static final String FEATURE = "feature.";

    private final FeatureEngineering.Needs needs;
    private final FeatureSettings settings;
    private final Vault vault;

    Datasets(FeatureEngineering.Needs needs, Vault vault) {
        this.needs = needs;
        settings = needs.settings();
        this.vault = vault;
    }

    /// The dataset's name. Throws a CancellationException when the look says so.
    String assembled(DatasetRequest request, List<ColumnFolder> parts, Look look) {
        var absent = new TreeMap<String, String>();
        for (var part : parts) {
            part.about().tailMap(Rows.ABSENT).entrySet().stream()
                    .takeWhile(entry -> entry.getKey().startsWith(Rows.ABSENT))
                    .forEach(
                            entry ->
                                    Rows.add(
                                            absent,
                                            entry.getKey(),
                                            Integer.parseInt(entry.getValue())));
        }
        if (parts.stream().allMatch(part -> part.rows() == 0)) {
            throw new IllegalArgumentException(
                    "no bar has a label by then, that of %s: %s"
                            .formatted(request.label(), inWords(absent)));
        }
        var order = new Order(parts);
        var about = about(request, absent);
        about.put("newestRow", Long.toString(order.last()));
        return written(about, order, look);
    }

    private static String inWords(SortedMap<String, String> absent) {
        return absent.isEmpty()
                ? "there are no bars"
                : Stream.of(Absence.values())
                        .filter(why -> absent.containsKey(Rows.ABSENT + why))
                        .map(why -> absent.get(Rows.ABSENT + why) + " are " + why.words())
                        .collect(Collectors.joining(", "));
    }

    private String written(SortedMap<String, String> about, Order order, Look look) {
        try (var writer = new ColumnWriter(vault)) {
            LONGS.forEach(name -> order.copyLongs(name, writer.longs(name)));
            FLOATS.forEach(name -> order.copyFloats(name, writer.floats(name)));
            var names = settings.set().names();
            for (int feature = 0; feature < names.size(); feature++) {
                look.require((double) feature / names.size(), "puts the parts together");
                var name = FEATURE + names.get(feature);
                order.copyFloats(name, writer.floats(name));
            }
            return writer.publish(about);
        }
    }

    private SortedMap<String, String> about(
            DatasetRequest request, SortedMap<String, String> absent) {
        var about = new TreeMap<>(absent);
        about.put("featureSet", settings.set().hash());
        about.put("features", settings.set().canonical());
        about.put(
                "symbols",
                settings.symbols().stream().map(Symbol::text).collect(Collectors.joining(",")));
        about.put("timeframe", settings.timeframe().toString());
        about.put("historyFrom", settings.historyFrom().toString());
        about.put("label", request.label());
        about.put("cutoff", Long.toString(request.cutoff()));
        about.put("every", Integer.toString(request.every()));
        about.put("code", needs.code());
        return about;
    }
}
