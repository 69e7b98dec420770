package ats.services.continuouslearning;

import module java.base;

import ats.learning.model.Lineage;
import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.ModelStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves models through their stages. Each change is one transaction in the registry, so that there
/// is one champion or none, whenever it is interrupted; the trader is told afterwards, and asks the
/// registry at its own starts.
final class Lives {

    private static final Logger LOG = LoggerFactory.getLogger(Lives.class);

    private final ModelStore store;
    private final Function<String, Optional<String>> defect;
    private final BiConsumer<String, Long> tell;
    private String told = "";

    /// `defect` looks at a model's files and says what is wrong with them; `tell` lets the trader
    /// know the champion from that time on, "" for none.
    Lives(
            ModelStore store,
            Function<String, Optional<String>> defect,
            BiConsumer<String, Long> tell) {
        this.store = store;
        this.defect = defect;
        this.tell = tell;
    }

    /// A new model is watched from now on; it trades at once if its gate let it pass and nobody
    /// else trades.
    void adopt(ModelRecord model, long now) {
        if (model.stage() == Stage.CANDIDATE) {
            var why = model.passed() ? "passed its gate" : "refused by its gate";
            move(model, Stage.SHADOW, now, ContinuousLearning.NAME, why);
        }
        if (model.passed() && store.champion().isEmpty()) {
            var shadow = store.find(model.hash()).orElseThrow();
            var _ =
                    crown(
                            shadow,
                            now,
                            ContinuousLearning.NAME,
                            "passed its gate; nobody was champion");
        }
    }

    /// Tells the trader what is in the registry if it was not told yet: whoever changed that may
    /// have died, or not have heard that it was done.
    void remind(long now) {
        var champion = store.champion().map(ModelRecord::hash).orElse("");
        if (!champion.equals(told)) {
            tell(champion, now);
        }
    }

    /// The champion steps down in the same moment. One whose files can't be used is not crowned,
    /// nothing changes, and what is wrong with it comes back.
    Optional<String> crown(ModelRecord model, long now, String who, String why) {
        var broken = defect.apply(model.hash());
        if (broken.isPresent()) {
            LOG.atWarn()
                    .setMessage("model.not.promoted")
                    .addKeyValue("model", model.hash())
                    .addKeyValue("reason", broken.get())
                    .log();
            return broken;
        }
        var steps = new ArrayList<Step>();
        store.champion()
                .ifPresent(
                        old ->
                                steps.add(
                                        new Step(
                                                now,
                                                old.hash(),
                                                Stage.CHAMPION,
                                                Stage.RETIRED,
                                                who,
                                                why)));
        steps.add(new Step(now, model.hash(), model.stage(), Stage.CHAMPION, who, why));
        store.move(steps);
        tell(model.hash(), now);
        return Optional.empty();
    }

    /// One step back: the champion before the present one trades again, or nobody. Says what came
    /// of it.
    String rollBack(long now, String who, String why) {
        var present = store.champion();
        if (present.isEmpty()) {
            return "there is no champion to roll back";
        }
        var none = "there was none before " + present.get().hash();
        var before = lineage().predecessor().flatMap(store::find).filter(Lives::mayReturn);
        if (before.isPresent()) {
            var broken = crown(before.get(), now, who, "rolled back: " + why);
            if (broken.isEmpty()) {
                return before.get().hash() + " is champion again";
            }
            none = broken.get();
        }
        var gone = present.get();
        store.move(
                List.of(
                        new Step(
                                now,
                                gone.hash(),
                                Stage.CHAMPION,
                                Stage.RETIRED,
                                who,
                                "rolled back: " + why)));
        tell("", now);
        return "nobody is champion now; " + none;
    }

    void retire(ModelRecord model, long now, String why) {
        move(model, Stage.RETIRED, now, ContinuousLearning.NAME, why);
    }

    /// Who was champion when, in the order in which it was written down: after a crash the market's
    /// clock may stand a little earlier than before.
    Lineage lineage() {
        var lineage = Lineage.EMPTY;
        var steps =
                store.history().stream()
                        .filter(
                                step ->
                                        step.to() == Stage.CHAMPION
                                                || step.from() == Stage.CHAMPION)
                        .toList();
        for (int index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            long at = Math.max(step.at(), after(lineage));
            boolean replaced = index + 1 < steps.size() && replaces(steps.get(index + 1), step);
            if (step.to() == Stage.CHAMPION) {
                lineage = lineage.crowned(step.hash(), at, "");
            } else if (!replaced) {
                lineage = lineage.vacated(at, "");
            }
        }
        return lineage;
    }

    private static long after(Lineage lineage) {
        return lineage.reigns().isEmpty() ? Long.MIN_VALUE : lineage.reigns().getLast().since() + 1;
    }

    /// One that steps down and one that takes over in the same move.
    private static boolean replaces(Step next, Step step) {
        return next.to() == Stage.CHAMPION && next.at() == step.at();
    }

    private static boolean mayReturn(ModelRecord model) {
        return model.stage() == Stage.RETIRED && model.passed();
    }

    private void tell(String champion, long now) {
        tell.accept(champion, now);
        told = champion;
    }

    private void move(ModelRecord model, Stage to, long now, String who, String why) {
        store.move(List.of(new Step(now, model.hash(), model.stage(), to, who, why)));
    }
}
