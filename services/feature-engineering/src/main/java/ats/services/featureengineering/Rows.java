package ats.services.featureengineering;

import module java.base;

import ats.domain.Symbol;
import ats.features.FeatureEngine;
import ats.learning.job.DatasetRequest;
import ats.learning.label.Absence;
import ats.learning.label.Label;
import ats.learning.label.Labels;
import ats.learning.label.Prices;
import ats.learning.store.Part;
import ats.platform.Fault;
import ats.platform.columns.ColumnFolder;
import ats.platform.columns.ColumnWriter;
import ats.platform.files.Vault;

/// Parts of datasets: rows of features of some symbols with what came of them, ordered by instant
/// and symbol. Each is a small dataset, which is kept until the whole is there. A bar whose label
/// can't be formed has no row, but is counted.
final class Rows {

    /// Before a count of bars without a label, by the reason.
    static final String ABSENT = "absent.";

    private static final String JOB = "job";
    private static final String PART = "part";

    /// Bars between two looks up from the work: some tens of milliseconds.
    private static final int BARS_BETWEEN_LOOKS = 1_000;

    private final FeatureSettings settings;
    private final Recipe recipe;
    private final History history;
    private final Vault vault;

    Rows(FeatureSettings settings, Recipe recipe, History history, Vault vault) {
        this.settings = settings;
        this.recipe = recipe;
        this.history = history;
        this.vault = vault;
    }

    /// A row before it is written.
    @SuppressWarnings("ArrayRecordComponent") // a vector, never compared
    private record Row(long at, int symbol, long learnedAt, float[] features, Outcome outcome) {}

    private record Outcome(long from, long to, float label, float realised) {}

    /// The name of what was made. Throws a CancellationException when the look says so.
    String make(Part part, Look look) {
        var request = DatasetRequest.parse(part.request());
        var rows = new ArrayList<Row>();
        var about = new TreeMap<String, String>();
        int from = recipe.from(part.number());
        int count = recipe.to(part.number()) - from;
        for (int index = 0; index < count; index++) {
            int done = index;
            Look within = (share, doing) -> look.goOn((done + share) / count, doing);
            of(from + index, request, within, rows)
                    .forEach((why, absent) -> add(about, ABSENT + why, absent));
        }
        rows.sort(Comparator.comparingLong(Row::at).thenComparingInt(Row::symbol));
        about.put(JOB, part.job());
        about.put(PART, Integer.toString(part.number()));
        return written(rows, about);
    }

    /// Nothing when what was made is not whole, or not there: then it has to be made again.
    Optional<ColumnFolder> open(Part part) {
        try {
            var made = ColumnFolder.open(vault, part.result());
            boolean right =
                    part.job().equals(made.about().get(JOB))
                            && Integer.toString(part.number()).equals(made.about().get(PART));
            return right ? Optional.of(made) : Optional.empty();
        } catch (Fault fault) {
            if (fault.kind() != Fault.Kind.VENUE) {
                throw fault;
            }
            return Optional.empty();
        }
    }

    /// All that was ever made and not removed.
    List<String> names() {
        return vault.names();
    }

    void remove(List<String> names) {
        names.forEach(vault::remove);
    }

    static void add(SortedMap<String, String> about, String name, int count) {
        about.merge(
                name,
                Integer.toString(count),
                (one, other) -> Integer.toString(Integer.parseInt(one) + Integer.parseInt(other)));
    }

    /// Adds the rows of one symbol; returns how many there are not.
    private SortedMap<Absence, Integer> of(
            int index, DatasetRequest request, Look look, List<Row> rows) {
        var symbol = settings.symbols().get(index);
        look.require(0, "features of " + symbol);
        var past = history.of(symbol, request.cutoff());
        var vectors = vectors(symbol, past, request, look);
        var labels = Label.parse(request.label()).over(Prices.of(past.bars(), past.actions()));
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
        return labels.absent();
    }

    /// One for each bar, empty where none is wanted.
    private List<float[]> vectors(
            Symbol symbol, History.Past past, DatasetRequest request, Look look) {
        var vectors = new ArrayList<float[]>();
        var doing = "features of " + symbol;
        history.replayed(
                past,
                (_, engine) -> {
                    boolean wanted = wanted(vectors.size() + 1, request);
                    vectors.add(wanted ? vector(engine) : new float[0]);
                    if (vectors.size() % BARS_BETWEEN_LOOKS == 0) {
                        look.require((double) vectors.size() / past.bars().size(), doing);
                    }
                });
        return vectors;
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

    private String written(List<Row> rows, SortedMap<String, String> about) {
        try (var writer = new ColumnWriter(vault)) {
            writeKeys(writer, rows);
            var names = settings.set().names();
            for (int feature = 0; feature < names.size(); feature++) {
                var column = writer.floats(Datasets.FEATURE + names.get(feature));
                for (var row : rows) {
                    column.add(row.features[feature]);
                }
            }
            return writer.publish(about);
        }
    }

    /// In the order of `Datasets.LONGS` and `Datasets.FLOATS`.
    private static void writeKeys(ColumnWriter writer, List<Row> rows) {
        var longs = Datasets.LONGS.stream().map(writer::longs).toList();
        var floats = Datasets.FLOATS.stream().map(writer::floats).toList();
        for (var row : rows) {
            longs.get(0).add(row.at);
            longs.get(1).add((long) row.symbol);
            longs.get(2).add(row.learnedAt);
            longs.get(3).add(row.outcome.from);
            longs.get(4).add(row.outcome.to);
            floats.get(0).add(row.outcome.label);
            floats.get(1).add(row.outcome.realised);
        }
    }
}
