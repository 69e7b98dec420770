package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.learning.model.Stage;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.ModelStore;
import ats.learning.store.Trial;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every registry of models promises; each implementation has a test that extends this one.
@SuppressWarnings("NullAway.Init") // JUnit makes the store before each test
public abstract class ModelStoreContract {

    private static final int RACES = 20;

    private ModelStore store;

    /// A registry without models.
    protected abstract ModelStore store();

    @BeforeEach
    final void openTheStore() {
        store = store();
    }

    @Test
    public void readsBackWhatWasRegistered() {
        var early = model("early", 10);
        var late = model("late", 30);
        var middle = model("middle", 20);
        for (var model : List.of(early, late, middle)) {
            store.register(model, List.of());
        }
        assertThat(store.all()).containsExactly(late, middle, early);
        assertThat(store.find("early")).contains(early);
        assertThat(store.find("none")).isEmpty();
        assertThat(store.champion()).isEmpty();
        assertThat(store.history()).isEmpty();
    }

    @Test
    public void countsEachTrialOnce() {
        var one = new Trial("job-1", "depth=6", 0.5);
        var two = new Trial("job-1", "depth=3", Double.NaN);
        var three = new Trial("job-2", "depth=6", -0.1);
        store.register(model("a", 10), List.of(one, two));
        store.register(model("a", 10), List.of(one, two));
        assertThat(store.trials()).containsExactly(one, two);
        // the same model once more, from another job
        store.register(model("a", 99), List.of(three));
        assertThat(store.trials()).containsExactly(one, two, three);
        assertThat(store.all()).containsExactly(model("a", 10));
    }

    @Test
    public void leavesAModelThatIsToldAgainWhereItStands() {
        store.register(model("a", 10), List.of());
        store.move(List.of(step("a", Stage.CANDIDATE, Stage.SHADOW)));
        store.register(model("a", 10), List.of());
        assertThat(stage("a")).isEqualTo(Stage.SHADOW);
    }

    @Test
    public void refusesAModelThatStartsAnywhereElse() {
        var champion = at(Stage.CHAMPION, model("a", 10));
        assertThatThrownBy(() -> store.register(champion, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.all()).isEmpty();
    }

    @Test
    public void replacesTheChampionInEitherOrder() {
        promoted("a");
        var challenger = List.of("b", "c");
        challenger.forEach(hash -> store.register(model(hash, 20), List.of()));
        store.move(
                List.of(
                        step("a", Stage.CHAMPION, Stage.RETIRED),
                        step("b", Stage.CANDIDATE, Stage.CHAMPION)));
        assertThat(store.champion().map(ModelRecord::hash)).contains("b");
        store.move(
                List.of(
                        step("c", Stage.CANDIDATE, Stage.CHAMPION),
                        step("b", Stage.CHAMPION, Stage.RETIRED)));
        assertThat(store.champion()).contains(at(Stage.CHAMPION, model("c", 20)));
        assertThat(stage("a")).isEqualTo(Stage.RETIRED);
        assertThat(stage("b")).isEqualTo(Stage.RETIRED);
    }

    @Test
    public void keepsEveryStepInItsOrder() {
        store.register(model("a", 10), List.of());
        var steps =
                List.of(
                        step("a", Stage.CANDIDATE, Stage.SHADOW),
                        step("a", Stage.SHADOW, Stage.CANARY),
                        step("a", Stage.CANARY, Stage.CHAMPION));
        store.move(steps.subList(0, 1));
        store.move(steps.subList(1, 3));
        store.move(List.of());
        assertThat(store.history()).isEqualTo(steps);
        assertThat(stage("a")).isEqualTo(Stage.CHAMPION);
    }

    @Test
    public void movesNothingWhenOneStepIsRefused() {
        promoted("a");
        store.register(model("b", 20), List.of());
        var before = store.history();
        var retire = step("a", Stage.CHAMPION, Stage.RETIRED);
        var refused =
                List.of(
                        List.of(retire, step("b", Stage.SHADOW, Stage.CHAMPION)),
                        List.of(retire, step("none", Stage.CANDIDATE, Stage.CHAMPION)),
                        List.of(retire, retire),
                        List.of(step("b", Stage.CANDIDATE, Stage.CHAMPION)));
        for (var steps : refused) {
            assertThatThrownBy(() -> store.move(steps)).isInstanceOf(IllegalStateException.class);
            assertThat(store.champion().map(ModelRecord::hash)).contains("a");
            assertThat(stage("b")).isEqualTo(Stage.CANDIDATE);
            assertThat(store.history()).isEqualTo(before);
        }
    }

    @Test
    public void leavesOneChampionWhenTwoArePromotedAtOnce() throws Exception {
        for (int race = 0; race < RACES; race++) {
            var hashes = List.of("a" + race, "b" + race);
            hashes.forEach(hash -> store.register(model(hash, 1), List.of()));
            // in every other race there is a champion to be replaced
            var old = store.champion().map(ModelRecord::hash);
            int promotions = race(hashes.stream().map(hash -> promotion(hash, old)).toList());
            assertThat(promotions).as("promotions in race " + race).isOne();
            var champions =
                    store.all().stream().filter(model -> model.stage() == Stage.CHAMPION).toList();
            assertThat(champions).as("champions after race " + race).hasSize(1);
            assertThat(store.history().getLast().hash()).isEqualTo(champions.getFirst().hash());
            if (race % 2 == 1) {
                var last = champions.getFirst().hash();
                store.move(List.of(step(last, Stage.CHAMPION, Stage.RETIRED)));
            }
        }
    }

    @Test
    public void movesAModelOnceWhenTwoMoveItAtOnce() throws Exception {
        for (int race = 0; race < RACES; race++) {
            var hash = "a" + race;
            store.register(model(hash, 1), List.of());
            var up = List.of(step(hash, Stage.CANDIDATE, Stage.SHADOW));
            var out = List.of(step(hash, Stage.CANDIDATE, Stage.RETIRED));
            assertThat(race(List.of(up, out))).as("moves in race " + race).isOne();
            assertThat(store.history()).hasSize(race + 1);
            assertThat(stage(hash)).isEqualTo(store.history().getLast().to());
        }
    }

    private static List<Step> promotion(String hash, Optional<String> old) {
        var steps = new ArrayList<Step>();
        old.ifPresent(before -> steps.add(step(before, Stage.CHAMPION, Stage.RETIRED)));
        steps.add(step(hash, Stage.CANDIDATE, Stage.CHAMPION));
        return steps;
    }

    /// Makes all moves at the same time; the number of those that came through.
    private int race(List<List<Step>> moves) throws Exception {
        var start = new CyclicBarrier(moves.size());
        var tries = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var steps : moves) {
                tries.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return moves(steps);
                                }));
            }
        }
        int through = 0;
        for (var each : tries) {
            through += each.get() ? 1 : 0;
        }
        return through;
    }

    private boolean moves(List<Step> steps) {
        try {
            store.move(steps);
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private void promoted(String hash) {
        store.register(model(hash, 1), List.of());
        store.move(List.of(step(hash, Stage.CANDIDATE, Stage.CHAMPION)));
    }

    private Stage stage(String hash) {
        return store.find(hash).orElseThrow().stage();
    }

    private static Step step(String hash, Stage from, Stage to) {
        return new Step(7, hash, from, to, "continuous-learning", "better on the same rows");
    }

    private static ModelRecord model(String hash, long registeredAt) {
        var card = "{\"seed\": 1, \"device\": \"cpu\", \"words\": \"it's \\\"ours\\\"\"}";
        return new ModelRecord(
                hash, "set-1", "training-1", card, true, 5, registeredAt, Stage.CANDIDATE);
    }

    private static ModelRecord at(Stage stage, ModelRecord model) {
        return new ModelRecord(
                model.hash(),
                model.featureSet(),
                model.job(),
                model.card(),
                model.passed(),
                model.trainedTo(),
                model.registeredAt(),
                stage);
    }
}
