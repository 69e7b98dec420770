package ats.learning.study;

import module java.base;

import ats.learning.gate.Choice;
import ats.learning.gate.Evidence;
import ats.learning.model.Parameters;
import ats.learning.statistics.Correlation;
import ats.learning.statistics.Overfitting;
import ats.learning.statistics.Trials;
import ats.learning.table.Table;

/// What the forecasts of all blocks and configurations amount to.
final class Judgement {

    /// Halves of eight blocks give 70 ways to divide time; each wants two sessions.
    private static final int PARTS = 8;

    private final Table table;
    private final Timeline time;
    private final StudySettings settings;
    private final List<Trialled> blocks;

    /// A block, the rows that taught for it, and what each configuration forecast.
    @SuppressWarnings("ArrayRecordComponent") // columns of numbers, never compared
    record Trialled(int[] train, int firstRow, List<Forecasts> byConfiguration) {}

    /// What each block's forecasts showed, by the configuration that the blocks before chose.
    record Spoken(List<Card.FoldCard> folds, Forecasts forecasts) {}

    Judgement(Table table, Timeline time, StudySettings settings, List<Trialled> blocks) {
        this.table = table;
        this.time = time;
        this.settings = settings;
        this.blocks = List.copyOf(blocks);
    }

    /// The configuration whose forecasts order best what came in all blocks.
    Parameters best() {
        return settings.grid().get(best(blocks.size(), Long.MAX_VALUE));
    }

    /// The best of the first so many blocks, by what was known before an instant; among equals the
    /// first.
    private int best(int count, long knownBefore) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < settings.grid().size(); index++) {
            var known = of(index, count).known(table, knownBefore);
            double mean = Skill.of(table, time, known).ranked().mean();
            if (mean > highest) {
                best = index;
                highest = mean;
            }
        }
        return best;
    }

    private Forecasts of(int configuration, int count) {
        return Forecasts.joined(
                blocks.stream()
                        .limit(count)
                        .map(block -> block.byConfiguration().get(configuration))
                        .toList());
    }

    Spoken spoken() {
        var forecasts = new ArrayList<Forecasts>();
        var folds = new ArrayList<Card.FoldCard>();
        for (int number = 1; number < blocks.size(); number++) {
            var block = blocks.get(number);
            long begins = table.keys().at().at(block.firstRow());
            int chosen = best(number, begins - settings.embargo());
            var said = block.byConfiguration().get(chosen);
            forecasts.add(said);
            folds.add(card(block, settings.grid().get(chosen), said));
        }
        return new Spoken(folds, Forecasts.joined(forecasts));
    }

    private Card.FoldCard card(Trialled block, Parameters chosen, Forecasts said) {
        var at = table.keys().at();
        var to = table.outcomes().to();
        return new Card.FoldCard(
                block.train().length,
                at.at(block.train()[0]),
                IntStream.of(block.train()).mapToLong(to::at).max().orElseThrow(),
                said.count(),
                at.at(said.rows()[0]),
                at.at(said.rows()[said.count() - 1]),
                chosen,
                metrics(said));
    }

    Metrics metrics(Forecasts said) {
        var skill = Skill.of(table, time, said);
        var returns = Returns.of(table, time, said, settings.costPerSide());
        var sharpe = returns.sharpe(time.sessions());
        return new Metrics(
                said.count(),
                (int)
                        IntStream.of(said.rows())
                                .mapToLong(row -> time.day()[row])
                                .distinct()
                                .count(),
                skill.linear().mean(),
                skill.ranked().mean(),
                skill.ranked().tStatistic(skill.dependence()),
                sharpe.ratio(),
                sharpe.standardError(),
                returns.mean(),
                hits(said),
                slope(said));
    }

    private double hits(Forecasts said) {
        int right = 0;
        int all = 0;
        for (int index = 0; index < said.count(); index++) {
            double result =
                    said.positions()[index] * table.outcomes().realised().at(said.rows()[index]);
            right += result > 0 ? 1 : 0;
            all += result != 0 ? 1 : 0;
        }
        return all == 0 ? 0 : (double) right / all;
    }

    private double slope(Forecasts said) {
        var came = IntStream.of(said.rows()).mapToDouble(table.outcomes().label()::at).toArray();
        double slope = Correlation.slope(said.values(), came);
        // a model that always says the same foresees nothing
        return Double.isNaN(slope) ? 0 : slope;
    }

    Evidence evidence(Spoken spoken) {
        var overall = metrics(spoken.forecasts());
        var skill = Skill.of(table, time, spoken.forecasts());
        return new Evidence(
                overall.rows(),
                overall.sessions(),
                skill.ranked(),
                skill.dependence(),
                returns(spoken.forecasts()).sharpe(time.sessions()),
                trials(),
                choice(),
                spoken.folds().stream()
                        .mapToDouble(fold -> fold.metrics().rankCorrelation())
                        .min()
                        .orElseThrow(),
                overall.slope());
    }

    private Trials trials() {
        var trials = settings.trials();
        for (double sharpe : sharpes()) {
            trials = trials.plus(sharpe);
        }
        return trials;
    }

    /// Of each configuration, over all blocks.
    List<Double> sharpes() {
        return IntStream.range(0, settings.grid().size())
                .mapToObj(
                        index -> returns(of(index, blocks.size())).sharpe(time.sessions()).ratio())
                .toList();
    }

    /// The worst is assumed where there are too few sessions to tell.
    private Optional<Choice> choice() {
        int configurations = settings.grid().size();
        if (configurations < 2) {
            return Optional.empty();
        }
        var columns =
                IntStream.range(0, configurations)
                        .mapToObj(index -> returns(of(index, blocks.size())).values())
                        .toList();
        int sessions = columns.getFirst().length;
        if (sessions < 2 * PARTS) {
            return Optional.of(Choice.UNKNOWN);
        }
        var matrix = new double[sessions][configurations];
        for (int session = 0; session < sessions; session++) {
            for (int column = 0; column < configurations; column++) {
                matrix[session][column] = columns.get(column)[session];
            }
        }
        var overfitting = Overfitting.of(matrix, PARTS);
        return Optional.of(new Choice(overfitting.probability(), overfitting.lossProbability()));
    }

    private Returns returns(Forecasts said) {
        return Returns.of(table, time, said, settings.costPerSide());
    }
}
