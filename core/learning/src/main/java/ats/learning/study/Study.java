package ats.learning.study;

import module java.base;

import ats.learning.model.Model;
import ats.learning.model.Parameters;
import ats.learning.model.Trainer;
import ats.learning.model.TrainingSet;
import ats.learning.table.Table;
import ats.learning.validation.Block;
import ats.learning.validation.Fold;
import ats.learning.validation.Folds;

/// From a table to a judged model. Time is cut into blocks; every configuration learns from the
/// past of each and forecasts it. The configuration that speaks for a block is the one that was
/// best on the blocks before, as far as their labels were known; so nothing that is judged was
/// chosen by itself. The final model learns, by the configuration that was best on all blocks, from
/// every row up to the cut-off.
public final class Study {

    private final Trainer trainer;
    private final StudySettings settings;

    public Study(Trainer trainer, StudySettings settings) {
        this.trainer = trainer;
        this.settings = settings;
    }

    /// @param forecasts out of sample, one per row of `rows`
    /// @param sharpes what each configuration would have earned, per session
    @SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
    public record Result(
            Card card, Model model, int[] rows, double[] forecasts, List<Double> sharpes) {}

    /// Throws `CancellationException` when the notebook says so.
    public Result of(Subject subject, Notebook notebook) {
        var table = subject.table();
        var known = known(table);
        var time = Timeline.of(table, settings.calendar());
        var folds = folds(table, known);
        int trainings = folds.size() * settings.grid().size() + 1;
        var steps = new Steps(notebook, trainings);
        var blocks = new ArrayList<Judgement.Trialled>();
        for (int number = 0; number < folds.size(); number++) {
            var fold = folds.get(number);
            var what = "block %d of %d".formatted(number + 1, folds.size());
            int first = fold.test().getFirst().first();
            var forecasts = forecasts(subject, fold, what, steps);
            blocks.add(new Judgement.Trialled(fold.train(), first, forecasts));
        }
        var judgement = new Judgement(table, time, settings, blocks);
        var chosen = judgement.best();
        var step = steps.next("the final model, " + chosen.text());
        var model = train(trainer, subject, known, chosen, step);
        var spoken = judgement.spoken();
        var judged = new Judged(judgement, spoken);
        var card = card(subject, model, chosen, known.length, judged);
        return new Result(
                card,
                model,
                spoken.forecasts().rows(),
                spoken.forecasts().values(),
                judgement.sharpes());
    }

    /// Trains the model of a card again, from the dataset that it names: to the same bytes.
    public static Model again(Card card, Subject subject, Trainer trainer) {
        if (!card.dataset().equals(subject.dataset())
                || !card.featureSet().equals(subject.featureSet())) {
            throw new IllegalArgumentException(
                    "the card is of dataset %s and features %s, this is %s and %s"
                            .formatted(
                                    card.dataset(),
                                    card.featureSet(),
                                    subject.dataset(),
                                    subject.featureSet()));
        }
        var rows = known(subject.table(), card.cutoff());
        return train(
                trainer, subject, rows, card.parameters(), new Steps(Notebook.NONE, 1).next(""));
    }

    private int[] known(Table table) {
        return known(table, settings.cutoff());
    }

    private static int[] known(Table table, long cutoff) {
        return IntStream.range(0, table.rows())
                .filter(row -> table.outcomes().to().at(row) <= cutoff)
                .toArray();
    }

    /// One block that only teaches, one for the first choice, and those that are judged.
    private List<Fold> folds(Table table, int[] known) {
        int rows = known.length == 0 ? 0 : known[known.length - 1] + 1;
        var instants = Arrays.copyOf(table.instants(), rows);
        var blocks = Block.divide(instants, settings.folds() + 2);
        var folds = Folds.walkForward(table.spans(), blocks, settings.embargo());
        return folds.stream().map(fold -> only(fold, table)).toList();
    }

    private Fold only(Fold fold, Table table) {
        if (fold.train().length == 0) {
            throw new IllegalArgumentException(
                    "no row teaches the block of rows from "
                            + fold.test().getFirst().first()
                            + ": take fewer folds, a shorter embargo or more data");
        }
        for (int row : fold.train()) {
            if (table.outcomes().to().at(row) > settings.cutoff()) {
                throw new IllegalStateException("row " + row + " teaches past the cut-off");
            }
        }
        return fold;
    }

    private List<Forecasts> forecasts(Subject subject, Fold fold, String what, Steps steps) {
        var table = subject.table();
        var rows =
                IntStream.of(fold.testRows())
                        .filter(row -> table.outcomes().to().at(row) <= settings.cutoff())
                        .toArray();
        var all = new ArrayList<Forecasts>();
        for (var parameters : settings.grid()) {
            var step = steps.next(what + ", " + parameters.text());
            var model = train(trainer, subject, fold.train(), parameters, step);
            all.add(Forecasts.of(model.flat(), table, fold.train(), rows));
        }
        return all;
    }

    private static Model train(
            Trainer trainer, Subject subject, int[] rows, Parameters parameters, Steps.Step step) {
        var set = new TrainingSet(subject.table(), subject.featureSet(), rows);
        return trainer.train(set, parameters, step);
    }

    private Card card(Subject subject, Model model, Parameters chosen, int rows, Judged judged) {
        var evidence = judged.judgement().evidence(judged.spoken());
        return new Card(
                model.id(),
                subject.dataset(),
                subject.featureSet(),
                subject.label(),
                trainer.name(),
                trainer.device(),
                subject.code(),
                chosen,
                settings.grid(),
                new Card.Terms(
                        subject.calendar(),
                        settings.folds(),
                        settings.costPerSide(),
                        settings.gate()),
                settings.embargo(),
                settings.cutoff(),
                rows,
                judged.spoken().folds(),
                judged.judgement().metrics(judged.spoken().forecasts()),
                evidence.choice(),
                evidence.trials(),
                settings.gate().judge(evidence));
    }

    private record Judged(Judgement judgement, Judgement.Spoken spoken) {}
}
