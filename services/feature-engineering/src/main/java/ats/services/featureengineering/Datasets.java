package ats.services.featureengineering;

import module java.base;

import ats.domain.Symbol;
import ats.features.FeatureEngine;
import ats.learning.job.DatasetRequest;
import ats.learning.job.Worker;
import ats.learning.label.Absence;
import ats.learning.label.Label;
import ats.learning.label.Labels;
import ats.learning.label.Prices;
import ats.platform.columns.ColumnWriter;
import ats.platform.files.Vault;

/// Makes datasets from what is stored: rows of features with what came of them, ordered by instant
/// and symbol. A bar whose label can't be formed yet has no row; how many there were is in the
/// manifest.
final class Datasets {

    private final FeatureEngineering.Needs needs;
    private final FeatureSettings settings;
    private final History history;
    private final Vault vault;

    Datasets(FeatureEngineering.Needs needs, History history, Vault vault) {
        this.needs = needs;
        settings = needs.settings();
        this.history = history;
        this.vault = vault;
    }

    /// The dataset's name. Throws a CancellationException when the progress says so.
    String make(DatasetRequest request, Worker.Progress progress) {
        var label = Label.parse(request.label());
        var rows = new ArrayList<Row>();
        var absent = new TreeMap<Absence, Integer>();
        var symbols = settings.symbols();
        for (int index = 0; index < symbols.size(); index++) {
            var doing = "features of " + symbols.get(index);
            if (!progress.goOn((double) index / symbols.size(), doing)) {
                throw new CancellationException(doing);
            }
            var part = part(symbols.get(index), index, request, label);
            rows.addAll(part.rows);
            part.absent.forEach((why, count) -> absent.merge(why, count, Integer::sum));
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "no bar has a label by then: %s of %s"
                            .formatted(request.label(), absent.isEmpty() ? "no bars" : absent));
        }
        rows.sort(Comparator.comparingLong(Row::at).thenComparingInt(Row::symbol));
        return written(request, rows, absent);
    }

    /// What one symbol brings.
    private record Part(List<Row> rows, SortedMap<Absence, Integer> absent) {}

    /// A row before it is written.
    @SuppressWarnings("ArrayRecordComponent") // a vector, never compared
    private record Row(long at, int symbol, long learnedAt, float[] features, Outcome outcome) {}

    private record Outcome(long from, long to, float label, float realised) {}

    private Part part(Symbol symbol, int index, DatasetRequest request, Label label) {
        var past = history.of(symbol, request.cutoff());
        var vectors = new ArrayList<float[]>();
        history.replayed(
                past,
                (_, engine) ->
                        vectors.add(
                                wanted(vectors.size() + 1, request)
                                        ? vector(engine)
                                        : new float[0]));
        var labels = label.over(Prices.of(past.bars(), past.actions()));
        var rows = new ArrayList<Row>();
        for (int bar = 0; bar < vectors.size(); bar++) {
            if (vectors.get(bar).length > 0 && known(labels, bar, request)) {
                rows.add(
                        new Row(
                                past.bars().get(bar).to(),
                                index,
                                past.bars().get(bar).learnedAt(),
                                vectors.get(bar),
                                outcome(labels, bar)));
            }
        }
        return new Part(rows, labels.absent());
    }

    /// Not before every feature has its full window.
    private boolean wanted(int bars, DatasetRequest request) {
        return bars > settings.set().lookback() && bars % request.every() == 0;
    }

    private static boolean known(Labels labels, int bar, DatasetRequest request) {
        return labels.present(bar) && labels.to()[bar] <= request.cutoff();
    }

    private static Outcome outcome(Labels labels, int bar) {
        return new Outcome(
                labels.from()[bar],
                labels.to()[bar],
                (float) labels.values()[bar],
                (float) labels.realised()[bar]);
    }

    private float[] vector(FeatureEngine engine) {
        var values = new float[settings.set().size()];
        engine.copy(values);
        return values;
    }

    private String written(
            DatasetRequest request, List<Row> rows, SortedMap<Absence, Integer> absent) {
        try (var writer = new ColumnWriter(vault)) {
            writeKeys(writer, rows);
            var names = settings.set().names();
            for (int feature = 0; feature < names.size(); feature++) {
                var column = writer.floats("feature." + names.get(feature));
                for (var row : rows) {
                    column.add(row.features[feature]);
                }
            }
            return writer.publish(about(request, rows, absent));
        }
    }

    private static void writeKeys(ColumnWriter writer, List<Row> rows) {
        var at = writer.longs("at");
        var symbol = writer.longs("symbol");
        var learnedAt = writer.longs("learnedAt");
        var from = writer.longs("labelFrom");
        var to = writer.longs("labelTo");
        var label = writer.floats("label");
        var realised = writer.floats("realised");
        for (var row : rows) {
            at.add(row.at);
            symbol.add((long) row.symbol);
            learnedAt.add(row.learnedAt);
            from.add(row.outcome.from);
            to.add(row.outcome.to);
            label.add(row.outcome.label);
            realised.add(row.outcome.realised);
        }
    }

    private SortedMap<String, String> about(
            DatasetRequest request, List<Row> rows, SortedMap<Absence, Integer> absent) {
        var about = new TreeMap<String, String>();
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
        about.put("newestRow", Long.toString(rows.getLast().at));
        about.put("code", needs.code());
        absent.forEach((why, count) -> about.put("absent." + why, Integer.toString(count)));
        return about;
    }
}
