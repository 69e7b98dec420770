package ats.services.continuouslearning;

import module java.base;

import ats.learning.model.Lineage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Stage;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.ModelStore;

/// Moves models through their stages. Each change is one transaction in the registry, so that there
/// is one champion or none, whenever it is interrupted; the trader is told afterwards, and asks the
/// registry at its own starts.
final class Lives {

    private final ModelStore store;
    private final BiConsumer<String, Long> tell;

    /// `tell` lets the trader know the champion from that time on, "" for none.
    Lives(ModelStore store, BiConsumer<String, Long> tell) {
        this.store = store;
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
            crown(shadow, now, ContinuousLearning.NAME, "passed its gate; nobody was champion");
        }
    }

    /// The champion steps down in the same moment.
    void crown(ModelRecord model, long now, String who, String why) {
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
        tell.accept(model.hash(), now);
    }

    /// One step back: the champion before the present one trades again, or nobody. Says what came
    /// of it.
    String rollBack(long now, String who, String why) {
        var present = store.champion();
        if (present.isEmpty()) {
            return "there is no champion to roll back";
        }
        var before = lineage().predecessor().flatMap(store::find).filter(Lives::mayReturn);
        if (before.isPresent()) {
            crown(before.get(), now, who, "rolled back: " + why);
            return before.get().hash() + " is champion again";
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
        tell.accept("", now);
        return "nobody is champion now; there was none before " + gone.hash();
    }

    void retire(ModelRecord model, long now, String why) {
        move(model, Stage.RETIRED, now, ContinuousLearning.NAME, why);
    }

    /// Who was champion when.
    Lineage lineage() {
        var lineage = Lineage.EMPTY;
        var byTime = new TreeMap<Long, String>();
        for (var step : store.history()) {
            if (step.to() == Stage.CHAMPION) {
                byTime.put(step.at(), step.hash());
            } else if (step.from() == Stage.CHAMPION) {
                byTime.putIfAbsent(step.at(), "");
            }
        }
        for (var reign : byTime.entrySet()) {
            lineage =
                    reign.getValue().isEmpty()
                            ? lineage.vacated(reign.getKey(), "")
                            : lineage.crowned(reign.getValue(), reign.getKey(), "");
        }
        return lineage;
    }

    private static boolean mayReturn(ModelRecord model) {
        return model.stage() == Stage.RETIRED && model.passed();
    }

    private void move(ModelRecord model, Stage to, long now, String who, String why) {
        store.move(List.of(new Step(now, model.hash(), model.stage(), to, who, why)));
    }
}
