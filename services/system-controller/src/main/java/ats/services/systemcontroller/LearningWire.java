package ats.services.systemcontroller;

import module java.base;

import ats.learning.gate.Condition;
import ats.learning.store.Job;
import ats.learning.store.ModelRecord;
import ats.learning.store.MonitorStore;
import ats.learning.study.Card;
import ats.learning.study.Metrics;

/// The API's answers about learning. Times are epoch milliseconds; a number that is none is null.
final class LearningWire {

    private LearningWire() {}

    record Model(
            String id,
            String stage,
            boolean passed,
            List<String> failed,
            List<Bound> conditions,
            String device,
            String trainer,
            String label,
            String featureSet,
            int rows,
            long trainedTo,
            long registeredAt,
            long forecasts,
            Optional<Skill> skill,
            Shown metrics,
            List<Fold> folds,
            long trials) {}

    /// A condition of the gate.
    record Bound(
            String name, OptionalDouble value, String relation, double bound, boolean passed) {}

    /// How forecasts went with what came.
    record Skill(OptionalDouble value, OptionalDouble error, long count, long at) {}

    /// What a model showed out of sample, before it was registered.
    record Shown(
            OptionalDouble rankCorrelation,
            OptionalDouble rankT,
            OptionalDouble sharpe,
            OptionalDouble hits,
            OptionalDouble slope,
            int rows,
            int sessions) {}

    record Fold(
            long testFrom,
            long testTo,
            OptionalDouble rankCorrelation,
            OptionalDouble sharpe,
            int rows) {}

    /// `share` is that of the watched features which have drifted.
    record Features(
            String set,
            String version,
            List<String> names,
            long published,
            List<Drift> drift,
            double share) {

        static final Features NONE = new Features("", "", List.of(), 0, List.of(), 0);
    }

    record Drift(
            String feature,
            OptionalDouble psi,
            OptionalDouble p,
            boolean drifted,
            long at,
            String model) {}

    record JobLine(
            String id,
            String kind,
            String state,
            double fraction,
            String doing,
            String cause,
            long requestedAt,
            long visibleAt,
            String output,
            String reason) {}

    /// `strategy` is in charge now; `doing` says what the system waits for.
    record Learning(
            String champion,
            String strategy,
            List<String> shadows,
            String doing,
            List<Step> history,
            List<Reign> reigns) {}

    record Step(long at, String model, String from, String to, String who, String reason) {}

    record Reign(long at, String strategy, String model) {}

    record Accepted(String id) {}

    /// `outcome` is empty while the request waits.
    record Outcome(String id, String outcome) {}

    static Model model(ModelRecord record, long forecasts, Optional<Skill> skill, Card card) {
        return new Model(
                record.hash(),
                record.stage().name(),
                record.passed(),
                card.verdict().failed(),
                card.verdict().conditions().stream().map(LearningWire::bound).toList(),
                card.device(),
                card.trainer(),
                card.label(),
                record.featureSet(),
                card.rows(),
                Wire.millis(record.trainedTo()),
                Wire.millis(record.registeredAt()),
                forecasts,
                skill,
                shown(card.overall()),
                card.folds().stream().map(LearningWire::fold).toList(),
                card.trials().count());
    }

    static Skill skill(MonitorStore.SkillRow row) {
        return new Skill(
                number(row.skill()), number(row.error()), row.count(), Wire.millis(row.at()));
    }

    static Drift drift(MonitorStore.DriftRow row) {
        return new Drift(
                row.feature(),
                number(row.psi()),
                number(row.p()),
                row.drifted(),
                Wire.millis(row.at()),
                row.model());
    }

    static JobLine line(Job job) {
        return new JobLine(
                job.id(),
                job.kind().name(),
                job.state().name(),
                job.progress().fraction(),
                job.progress().doing(),
                job.cause(),
                Wire.millis(job.requestedAt()),
                Wire.millis(job.visibleAt()),
                job.result().output(),
                job.result().reason());
    }

    static Step step(ModelRecord.Step step) {
        return new Step(
                Wire.millis(step.at()),
                step.hash(),
                step.from().name(),
                step.to().name(),
                step.who(),
                step.reason());
    }

    private static Bound bound(Condition condition) {
        return new Bound(
                condition.name(),
                number(condition.value()),
                condition.relation().name(),
                condition.bound(),
                condition.passed());
    }

    private static Shown shown(Metrics metrics) {
        return new Shown(
                number(metrics.rankCorrelation()),
                number(metrics.rankT()),
                number(metrics.sharpe()),
                number(metrics.hits()),
                number(metrics.slope()),
                metrics.rows(),
                metrics.sessions());
    }

    private static Fold fold(Card.FoldCard fold) {
        return new Fold(
                Wire.millis(fold.testFrom()),
                Wire.millis(fold.testTo()),
                number(fold.metrics().rankCorrelation()),
                number(fold.metrics().sharpe()),
                fold.metrics().rows());
    }

    private static OptionalDouble number(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
