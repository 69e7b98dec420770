package ats.learning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.learning.gate.Gate;
import ats.learning.model.Checkpoint;
import ats.learning.model.Parameters;
import ats.learning.statistics.Trials;
import ats.learning.table.Floats;
import ats.learning.table.Table;

import org.junit.jupiter.api.Test;

final class StudyTest {

    private static final Planted.Shape MANY = new Planted.Shape(160, 8, 4, 3, .6);
    private static final List<Parameters> GRID =
            List.of(
                    Parameters.parse("trees=2", 1),
                    Parameters.parse("trees=6", 1),
                    Parameters.parse("trees=6,percent=60", 1));

    private final StumpTrainer trainer = new StumpTrainer();

    @Test
    void passesAModelThatForesees() {
        var card = study(settings(GRID)).of(subject(Planted.table(MANY, 1)), Notebook.NONE).card();
        assertThat(card.verdict().failed()).isEmpty();
        assertThat(card.verdict().passed()).isTrue();
        assertThat(card.overall().rankCorrelation()).isPositive();
        assertThat(card.folds()).hasSize(4);
        assertThat(card.trials().count()).isEqualTo(3);
    }

    @Test
    void passesHardlyEverOnShuffledLabels() {
        var passed = new ArrayList<Long>();
        for (long seed = 0; seed < 20; seed++) {
            var noise = Planted.shuffled(Planted.table(MANY, seed), seed + 1000);
            if (study(settings(GRID)).of(subject(noise), Notebook.NONE).card().verdict().passed()) {
                passed.add(seed);
            }
        }
        assertThat(passed).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void passesHardlyEverOnNoiseWhoseLabelsOverlap() {
        var passed = new ArrayList<Long>();
        var noise = new Planted.Shape(160, 8, 4, 5, 0);
        for (long seed = 0; seed < 20; seed++) {
            var table = Planted.table(noise, seed);
            if (study(settings(GRID)).of(subject(table), Notebook.NONE).card().verdict().passed()) {
                passed.add(seed);
            }
        }
        assertThat(passed).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void judgesFewSymbolsByBlocksOfTime() {
        var one = new Planted.Shape(1500, 1, 4, 3, .6);
        var card = study(settings(GRID)).of(subject(Planted.table(one, 2)), Notebook.NONE).card();
        assertThat(card.verdict().failed()).isEmpty();
        int passed = 0;
        for (long seed = 0; seed < 10; seed++) {
            var noise = Planted.shuffled(Planted.table(one, seed), seed + 50);
            var verdict = study(settings(GRID)).of(subject(noise), Notebook.NONE).card().verdict();
            passed += verdict.passed() ? 1 : 0;
        }
        assertThat(passed).isLessThanOrEqualTo(1);
    }

    @Test
    void costsCanTakeTheWholeGain() {
        var settings =
                new StudySettings(
                        4, 0, GRID, .05, new AlwaysOpen(), gate(), Trials.NONE, Long.MAX_VALUE);
        var card = study(settings).of(subject(Planted.table(MANY, 1)), Notebook.NONE).card();
        assertThat(card.overall().rankT()).isGreaterThan(2);
        assertThat(card.overall().meanReturn()).isNegative();
        assertThat(card.verdict().failed()).contains("deflated Sharpe ratio after costs");
    }

    @Test
    void manyTrialsBeforeRaiseTheBar() {
        var before = Trials.of(new Random(1).doubles(5000, -1, 1).toArray());
        var settings =
                new StudySettings(
                        4, 0, GRID, .0001, new AlwaysOpen(), gate(), before, Long.MAX_VALUE);
        var card = study(settings).of(subject(Planted.table(MANY, 1)), Notebook.NONE).card();
        assertThat(card.trials().count()).isEqualTo(5003);
        assertThat(card.verdict().failed()).containsExactly("deflated Sharpe ratio after costs");
    }

    @Test
    void givesTheSameBytesTwiceAndFromItsCard() {
        var subject = subject(Planted.table(MANY, 3));
        var first = study(settings(GRID)).of(subject, Notebook.NONE);
        var second = study(settings(GRID)).of(subject, Notebook.NONE);
        assertThat(second.card()).isEqualTo(first.card());
        assertThat(second.model().forest()).isEqualTo(first.model().forest());
        assertThat(second.forecasts()).isEqualTo(first.forecasts());
        assertThat(Study.again(first.card(), subject, trainer).id())
                .isEqualTo(first.card().model());
        var other = new Subject(subject.table(), "other", "set", "label", "always", "code");
        assertThatThrownBy(() -> Study.again(first.card(), other, trainer))
                .hasMessageContaining("the card is of dataset data");
    }

    @Test
    void whatComesLaterChangesNoForecastBefore() {
        var longer = Planted.table(MANY, 5);
        long cutoff = 120 * Planted.DAY;
        var settings =
                new StudySettings(4, 0, GRID, .0001, new AlwaysOpen(), gate(), Trials.NONE, cutoff);
        var whole = study(settings).of(subject(longer), Notebook.NONE);
        var other = study(settings).of(subject(changedAfter(longer, cutoff)), Notebook.NONE);
        assertThat(other.card()).isEqualTo(whole.card());
        assertThat(other.forecasts()).isEqualTo(whole.forecasts());
    }

    /// Everything that is only known later is replaced.
    private static Table changedAfter(Table table, long cutoff) {
        var shuffled = Planted.shuffled(table, 99);
        var label = new float[table.rows()];
        for (int row = 0; row < label.length; row++) {
            boolean known = table.outcomes().to().at(row) <= cutoff;
            label[row] = (known ? table : shuffled).outcomes().label().at(row);
        }
        var floats = Floats.of(label);
        return new Table(
                table.names(),
                table.features(),
                table.keys(),
                new Table.Outcomes(floats, table.outcomes().from(), table.outcomes().to(), floats));
    }

    @Test
    void goesOnWhereItWasKilled() {
        var subject = subject(Planted.table(MANY, 7));
        var whole = study(settings(GRID)).of(subject, Notebook.NONE);
        int needed = trainer.trees;
        trainer.trees = 0;
        var notes = new Notes();
        int deaths = 0;
        var result = Optional.<Study.Result>empty();
        while (result.isEmpty() && deaths < 20) {
            notes.patience = 30;
            try {
                result = Optional.of(study(settings(GRID)).of(subject, notes));
            } catch (CancellationException killed) {
                deaths++;
            }
        }
        assertThat(deaths).isBetween(2, 10);
        assertThat(result.orElseThrow().card()).isEqualTo(whole.card());
        assertThat(result.orElseThrow().model().forest()).isEqualTo(whole.model().forest());
        assertThat(trainer.trees).isEqualTo(needed);
        assertThat(notes.fractions).last().isEqualTo(1.0);
    }

    @Test
    void tellsHowFarItIs() {
        var notes = new Notes();
        notes.patience = Integer.MAX_VALUE;
        study(settings(GRID)).of(subject(Planted.table(MANY, 1)), notes);
        assertThat(notes.fractions).isSorted().hasSizeGreaterThan(60);
        assertThat(notes.fractions.getFirst()).isZero();
        assertThat(notes.checkpoints.firstKey()).isEqualTo("block 1 of 5, percent=60,trees=6");
    }

    @Test
    void choosesByThePastAlone() {
        // one configuration learns nothing, so the other is chosen wherever the past can tell
        var grid = List.of(Parameters.parse("trees=0", 1), Parameters.parse("trees=6", 1));
        var result = study(settings(grid)).of(subject(Planted.table(MANY, 1)), Notebook.NONE);
        assertThat(result.card().folds()).allMatch(fold -> fold.chosen().equals(grid.getLast()));
        for (var fold : result.card().folds()) {
            assertThat(fold.trainTo()).isLessThan(fold.testFrom());
        }
        assertThat(result.card().parameters()).isEqualTo(grid.getLast());
    }

    @Test
    void refusesWhatCannotBeStudied() {
        var few = subject(Planted.table(new Planted.Shape(4, 8, 2, 3, 0), 1));
        assertThatThrownBy(() -> study(settings(GRID)).of(few, Notebook.NONE))
                .hasMessageContaining("fewer folds");
        assertThatThrownBy(() -> settings(List.of())).hasMessageContaining("configurations");
        assertThatThrownBy(() -> settings(List.of(GRID.getFirst(), GRID.getFirst())))
                .hasMessageContaining("each once");
    }

    private Study study(StudySettings settings) {
        return new Study(trainer, settings);
    }

    private static StudySettings settings(List<Parameters> grid) {
        return new StudySettings(
                4, 0, grid, .0001, new AlwaysOpen(), gate(), Trials.NONE, Long.MAX_VALUE);
    }

    private static Gate gate() {
        return Gate.USUAL;
    }

    private static Subject subject(Table table) {
        return new Subject(table, "data", "set", "label", "always", "code");
    }

    /// Keeps checkpoints, and dies when its patience is over.
    private static final class Notes implements Notebook {
        final SortedMap<String, Checkpoint> checkpoints = new TreeMap<>();
        final List<Double> fractions = new ArrayList<>();
        int patience;

        @Override
        public boolean goOn(double fraction, String step) {
            fractions.add(fraction);
            return patience-- > 0;
        }

        @Override
        public void keep(String step, Checkpoint checkpoint) {
            checkpoints.put(step, checkpoint);
        }

        @Override
        public Optional<Checkpoint> kept(String step) {
            return Optional.ofNullable(checkpoints.get(step));
        }
    }
}
