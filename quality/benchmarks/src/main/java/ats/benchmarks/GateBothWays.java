package ats.benchmarks;

import module java.base;

import ats.adapters.xgboost.XgboostSettings;
import ats.adapters.xgboost.XgboostTrainer;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Symbol;
import ats.features.FeatureEngine;
import ats.features.FeatureSet;
import ats.learning.gate.Gate;
import ats.learning.gate.Verdict;
import ats.learning.label.Label;
import ats.learning.label.Prices;
import ats.learning.model.Parameters;
import ats.learning.statistics.Trials;
import ats.learning.study.Notebook;
import ats.learning.study.Study;
import ats.learning.study.StudySettings;
import ats.learning.study.Subject;
import ats.learning.table.Floats;
import ats.learning.table.Longs;
import ats.learning.table.Table;
import ats.platform.json.Json;
import ats.simulator.source.SeededMarket;
import ats.simulator.source.SeededOptions;

/// The gate, shown both ways on the demonstration's own market: with its planted signal a model has
/// to pass; with labels shuffled among the rows of each session, where there is nothing to learn,
/// at most a tenth may.
final class GateBothWays implements Benchmark {

    private static final double SIGNAL = 0.2;
    private static final int SEEDS = 20;
    static final int MOST_SHUFFLED = SEEDS / 10;
    private static final int EVERY = 15;
    private static final long MARKET = 42;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final Label LABEL = Label.parse("forward:lag=1,bars=15");
    private static final List<String> GRID =
            List.of("max_depth=3,trees=60,eta=0.05", "max_depth=4,trees=60,eta=0.05");

    private final NewYorkCalendar calendar = new NewYorkCalendar();

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String run(List<String> arguments) {
        var rows = rows();
        var planted = judged(rows, 1);
        var passed = new ArrayList<Long>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            if (judged(shuffled(rows, seed), seed).passed()) {
                passed.add(seed);
            }
        }
        return line(
                new Figures(
                        name(),
                        rows.size(),
                        planted.passed(),
                        planted.failed(),
                        values(planted),
                        SEEDS,
                        MOST_SHUFFLED,
                        passed));
    }

    private static SequencedMap<String, Double> values(Verdict verdict) {
        var values = new LinkedHashMap<String, Double>();
        verdict.conditions().forEach(condition -> values.put(condition.name(), condition.value()));
        return values;
    }

    /// @param plantedFailed the conditions that the planted signal did not meet
    /// @param shuffledPassed the seeds of shuffled labels whose model passed all the same
    record Figures(
            String name,
            int rows,
            boolean plantedPassed,
            List<String> plantedFailed,
            SequencedMap<String, Double> planted,
            int shuffledSeeds,
            int shuffledAllowed,
            List<Long> shuffledPassed) {}

    /// Throws where the gate let through what it must not, or refused what it must not.
    static String line(Figures figures) {
        var line = Json.write(figures);
        if (!figures.plantedPassed) {
            throw new BrokenPromise(
                    line, "the planted signal failed: " + String.join(", ", figures.plantedFailed));
        }
        if (figures.shuffledPassed.size() > figures.shuffledAllowed) {
            throw new BrokenPromise(
                    line,
                    "shuffled labels passed with the seeds %s, %d of %d; at most %d may"
                            .formatted(
                                    figures.shuffledPassed,
                                    figures.shuffledPassed.size(),
                                    figures.shuffledSeeds,
                                    figures.shuffledAllowed));
        }
        return line;
    }

    /// A row and what came of it.
    @SuppressWarnings("ArrayRecordComponent") // a vector, never compared
    private record Row(long at, int symbol, float[] features, long to, float label) {

        Row withLabel(float other) {
            return new Row(at, symbol, features, to, other);
        }
    }

    private List<Row> rows() {
        var options = SeededOptions.of(MARKET, FIRST).withSignal(SIGNAL);
        var market = new SeededMarket(options, calendar);
        var rows = new ArrayList<Row>();
        for (int index = 0; index < market.symbols().size(); index++) {
            rows.addAll(rows(market, market.symbols().get(index), index));
        }
        rows.sort(Comparator.comparingLong(Row::at).thenComparingInt(Row::symbol));
        return rows;
    }

    private List<Row> rows(SeededMarket market, Symbol symbol, int index) {
        var engine = new FeatureEngine(set(), calendar, false);
        var bars = bars(market, symbol);
        var labels = LABEL.over(Prices.of(bars, List.of()));
        var rows = new ArrayList<Row>();
        for (int bar = 0; bar < bars.size(); bar++) {
            boolean ready = engine.on(bars.get(bar)) && bar > set().lookback();
            if (ready && bar % EVERY == 0 && labels.present(bar)) {
                var features = new float[set().size()];
                engine.copy(features);
                rows.add(
                        new Row(
                                bars.get(bar).to(),
                                index,
                                features,
                                labels.to()[bar],
                                (float) labels.values()[bar]));
            }
        }
        return rows;
    }

    private List<Bar> bars(SeededMarket market, Symbol symbol) {
        return market.between(symbol, 0, calendar.after(FIRST.minusDays(1)).open());
    }

    /// Within a session, so that what is shuffled keeps its days.
    private List<Row> shuffled(List<Row> rows, long seed) {
        var random = new Random(seed);
        var shuffled = new ArrayList<Row>();
        int start = 0;
        while (start < rows.size()) {
            int end = start;
            var day = calendar.date(rows.get(start).at());
            while (end < rows.size() && calendar.date(rows.get(end).at()).equals(day)) {
                end++;
            }
            var labels =
                    new ArrayList<>(rows.subList(start, end).stream().map(Row::label).toList());
            Collections.shuffle(labels, random);
            for (int row = start; row < end; row++) {
                shuffled.add(rows.get(row).withLabel(labels.get(row - start)));
            }
            start = end;
        }
        return shuffled;
    }

    private Verdict judged(List<Row> rows, long seed) {
        var trainer =
                new XgboostTrainer(
                        new XgboostSettings(
                                Runtime.getRuntime().availableProcessors(),
                                XgboostSettings.Device.CPU,
                                Integer.MAX_VALUE));
        var settings =
                new StudySettings(
                        4,
                        Duration.ofDays(1).toNanos(),
                        GRID.stream().map(text -> Parameters.parse(text, seed)).toList(),
                        0.0001,
                        calendar,
                        Gate.USUAL,
                        Trials.NONE,
                        Long.MAX_VALUE);
        var subject = new Subject(table(rows), "", set().hash(), LABEL.text(), "xnys", "");
        return new Study(trainer, settings).of(subject, Notebook.NONE).card().verdict();
    }

    private static Table table(List<Row> rows) {
        var at = rows.stream().mapToLong(Row::at).toArray();
        var label = floats(rows, Row::label);
        return new Table(
                set().names(),
                IntStream.range(0, set().size())
                        .mapToObj(feature -> floats(rows, row -> row.features()[feature]))
                        .toList(),
                new Table.Keys(
                        Longs.of(at),
                        Longs.of(rows.stream().mapToLong(Row::symbol).toArray()),
                        Longs.of(at)),
                new Table.Outcomes(
                        label,
                        Longs.of(at),
                        Longs.of(rows.stream().mapToLong(Row::to).toArray()),
                        label));
    }

    private static Floats floats(List<Row> rows, Function<Row, Float> value) {
        var values = new float[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = value.apply(rows.get(row));
        }
        return Floats.of(values);
    }

    private static FeatureSet set() {
        return Sets.BARS;
    }

    /// Read once.
    private static final class Sets {
        private static final FeatureSet BARS = read();

        private Sets() {}

        private static FeatureSet read() {
            try (var in = FeatureSet.class.getResourceAsStream("bars.features")) {
                return FeatureSet.parse(
                        new String(
                                Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException("bars.features", unreadable);
            }
        }
    }
}
