package ats.services.continuouslearning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.features.FeatureSet;
import ats.learning.drift.DataDrift;
import ats.learning.model.Bundle;
import ats.learning.model.Stage;
import ats.learning.policy.Challenge;
import ats.learning.policy.Policy;
import ats.learning.policy.Rollback;
import ats.learning.store.ForecastStore.Forecast;
import ats.learning.store.ModelRecord;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.RequestStore;
import ats.learning.store.RequestStore.Kind;
import ats.learning.store.RequestStore.Request;
import ats.platform.files.Vault;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryForecastStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryModelStore;
import ats.testkit.MemoryMonitorStore;
import ats.testkit.MemoryRequestStore;
import ats.testkit.MemoryVectorStore;
import ats.testkit.Registered;
import ats.testkit.SmallModel;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Models that are damaged, want what is not there, or say what is no number; and promotions that
/// are cut off. The champion that trades is never touched by any of it.
final class BadModelsTest {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol AIG = Symbol.of("AIG");
    private static final FeatureSet SET = FeatureSet.parse("set one\na = close\nb = open");
    private static final float INFINITE = Float.POSITIVE_INFINITY;

    @TempDir private Path folder;
    private Vault shelf;
    private final MemoryModelStore models = new MemoryModelStore();
    private final MemoryRequestStore asked = new MemoryRequestStore();
    private final MemoryVectorStore vectors = new MemoryVectorStore();
    private final List<String> told = new ArrayList<>();
    private long now = 100;

    private Roster roster;
    private Lives lives;
    private String champion = "";

    @BeforeEach
    void setUp() {
        shelf = new Vault(folder);
        roster = new Roster(models, this::loaded, vectors::set);
        lives = new Lives(models, roster::defect, (model, _) -> told.add(model));
        vectors.saveSet(SET.hash(), SET.canonical());
        champion = shadow("the champion", 0.001f);
        assertThat(lives.crown(found(champion), now, "me", "the first")).isEmpty();
        told.clear();
        roster.refresh();
    }

    /// What can happen to a file.
    enum Damage {
        FLIPPED {
            @Override
            void to(Path file) throws IOException {
                var bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        },
        TRUNCATED {
            @Override
            void to(Path file) throws IOException {
                var bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            }
        },
        MISSING {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void refusesToPromoteADamagedModelInOneLine(Damage damage) throws IOException {
        for (var file : List.of("forest", "original", "card.json", "traits", "files")) {
            var model = shadow("damaged " + file, 0.002f);
            roster.refresh();
            var history = models.history();
            damage.to(shelf.path(model).resolve(file));

            var outcome = outcome(Kind.PROMOTE, model, file);

            assertThat(outcome).startsWith("not promoted: model " + model).doesNotContain("\n");
            assertThat(outcome).contains(file.equals("files") ? "list of files" : " " + file + " ");
            assertThat(models.champion().map(ModelRecord::hash)).contains(champion);
            assertThat(models.history()).isEqualTo(history);
            assertThat(told).isEmpty();
            roster.refresh();
            assertThat(roster.damaged()).containsKey(model);
            assertThat(roster.champion().orElseThrow().record().hash()).isEqualTo(champion);
            assertThat(said(vector(SPY, SET))).containsExactly(champion + " SPY");
        }
    }

    @Test
    void keepsTheChampionThatTradesWhenItsFileIsDamagedAndNamesItAtTheNextStart()
            throws IOException {
        Damage.FLIPPED.to(shelf.path(champion).resolve("forest"));

        roster.refresh();
        assertThat(said(vector(SPY, SET))).containsExactly(champion + " SPY");

        var next = new Roster(models, this::loaded, vectors::set);
        next.refresh();
        assertThat(next.damaged().get(champion)).contains("damaged", "forest");
        assertThat(next.forecasts(vector(SPY, SET))).isEmpty();
        assertThat(models.champion().map(ModelRecord::hash)).contains(champion);
    }

    @Test
    void aNewModelThatIsDamagedStaysInShadow() throws IOException {
        lives.rollBack(++now, "me", "room for another");
        var model = shelved("new", 0.002f);
        models.register(Registered.model(model, 7, true), List.of());
        Damage.TRUNCATED.to(shelf.path(model).resolve("forest"));

        lives.adopt(found(model), ++now);

        assertThat(found(model).stage()).isEqualTo(Stage.SHADOW);
        assertThat(models.champion()).isEmpty();
    }

    @Test
    void rollsBackToNobodyRatherThanToADamagedModel() throws IOException {
        var better = shadow("better", 0.002f);
        lives.crown(found(better), ++now, "me", "better");
        Damage.MISSING.to(shelf.path(champion).resolve("forest"));
        told.clear();

        var said = lives.rollBack(++now, "me", "worse after all");

        assertThat(said).startsWith("nobody is champion now; model " + champion).contains("forest");
        assertThat(models.champion()).isEmpty();
        assertThat(told).containsExactly("");
    }

    @Test
    void aForecastThatIsNoNumberIsNoneAndIsNamed() {
        var mute = shadow("mute", INFINITE, -INFINITE);
        lives.crown(found(mute), ++now, "me", "it passed");
        roster.refresh();

        assertThat(said(vector(SPY, SET), vector(AIG, SET))).isEmpty();

        assertThat(roster.champions()).startsWith("model " + mute).contains("no number but NaN");
        var healthy = shadow("healthy", 0.002f);
        lives.crown(found(healthy), ++now, "me", "better");
        roster.refresh();
        assertThat(said(vector(SPY, SET))).containsExactly(healthy + " SPY");
        assertThat(roster.champions()).isEmpty();
    }

    @Test
    void aFeatureThatIsNotMadeAnyMoreIsNamed() {
        var other = FeatureSet.parse("set two\na = close\nc = high");
        vectors.saveSet(other.hash(), other.canonical());

        assertThat(said(vector(SPY, other))).isEmpty();
        assertThat(roster.champions())
                .startsWith("model " + champion)
                .contains("wants features that are not made any more: b;");

        assertThat(said(vector(AIG, SET))).containsExactly(champion + " AIG");
        assertThat(roster.champions()).isEmpty();
    }

    @Test
    void aFeatureThatIsMadeInAnotherWayIsNamed() {
        var other = FeatureSet.parse("set one\na = close\nb = open + 1");
        vectors.saveSet(other.hash(), other.canonical());

        assertThat(said(vector(SPY, other))).isEmpty();

        assertThat(roster.champions()).contains("other definitions");
        assertThat(models.champion().map(ModelRecord::hash)).contains(champion);
    }

    /// Killed after the step and before the answer: the next start answers and steps no further.
    @Test
    void stepsBackOnceForOneRequestHoweverOftenItIsKilled() {
        var second = shadow("second", 0.002f);
        lives.crown(found(second), ++now, "me", "better");
        var third = shadow("third", 0.003f);
        lives.crown(found(third), ++now, "me", "better still");

        ask("once", Kind.ROLLBACK, "");
        for (int start = 0; start < 3; start++) {
            now++;
            assertThatThrownBy(() -> requests(dying()).obey(now)).hasMessage("killed");
            assertThat(models.champion().map(ModelRecord::hash)).contains(second);
        }
        requests(asked).obey(++now);
        assertThat(asked.outcome("once")).contains(second + " is champion again");

        ask("twice", Kind.ROLLBACK, "");
        requests(asked).obey(++now);
        assertThat(models.champion().map(ModelRecord::hash)).contains(champion);
    }

    @Test
    void promotesOnceForOneRequestHoweverOftenItIsKilled() {
        var second = shadow("second", 0.002f);
        ask("once", Kind.PROMOTE, second);
        for (int start = 0; start < 3; start++) {
            now++;
            assertThatThrownBy(() -> requests(dying()).obey(now)).hasMessage("killed");
        }

        requests(asked).obey(++now);

        assertThat(asked.outcome("once")).contains(second + " is champion");
        assertThat(models.champion().map(ModelRecord::hash)).contains(second);
        assertThat(models.history().stream().filter(step -> step.to() == Stage.CHAMPION))
                .hasSize(2);
    }

    /// The transaction was through, and its answer was lost.
    @Test
    void tellsOfAPromotionOfWhichItDidNotHear() {
        lives.remind(now);
        assertThat(told).as("known already").isEmpty();
        var second = shadow("second", 0.002f);
        models.move(
                List.of(
                        new Step(++now, champion, Stage.CHAMPION, Stage.RETIRED, "me", "lost"),
                        new Step(now, second, Stage.SHADOW, Stage.CHAMPION, "me", "lost")));

        lives.remind(now);
        lives.remind(++now);

        assertThat(told).containsExactly(second);
    }

    /// A market's clock that is made up may stand earlier after a crash than before it.
    @Test
    void goesByTheOrderOfStepsAndNotByTheirTimes() {
        var second = shadow("second", 0.002f);
        lives.crown(found(second), now + 1_000, "me", "better");
        var third = shadow("third", 0.003f);
        lives.crown(found(third), now + 1, "me", "after a crash");
        lives.crown(found(champion), now + 1, "me", "in the same moment");

        assertThat(lives.lineage().champion()).contains(champion);
        lives.rollBack(now + 1, "me", "once more");
        assertThat(models.champion().map(ModelRecord::hash)).contains(third);
    }

    private String outcome(Kind kind, String subject, String id) {
        ask(id, kind, subject);
        requests(asked).obey(++now);
        return asked.outcome(id).orElseThrow();
    }

    private void ask(String id, Kind kind, String subject) {
        asked.record(new Request(id, "operator", kind, subject, "", now));
    }

    private Requests requests(RequestStore store) {
        var jobs = new MemoryJobStore(() -> 0);
        var watch = new Stores.Watch(vectors, new MemoryForecastStore(), new MemoryMonitorStore());
        var stores =
                new Stores(
                        jobs,
                        models,
                        watch,
                        store,
                        new MemoryMarketStore(),
                        new MemoryActionStore());
        return new Requests(stores, lives, new Trainings(settings(), jobs, _ -> {}));
    }

    private RequestStore dying() {
        return new RequestStore() {
            @Override
            public boolean record(Request request) {
                return asked.record(request);
            }

            @Override
            public List<Request> pending() {
                return asked.pending();
            }

            @Override
            public void handled(String id, String outcome) {
                throw new IllegalStateException("killed");
            }

            @Override
            public Optional<String> outcome(String id) {
                return asked.outcome(id);
            }
        };
    }

    private static LearningSettings settings() {
        var rules =
                new LearningSettings.Rules(
                        Policy.USUAL,
                        Challenge.USUAL,
                        Rollback.USUAL,
                        0.0001,
                        DataDrift.Settings.USUAL);
        return new LearningSettings(
                List.of(SPY),
                Timeframe.MINUTE,
                "forward:lag=1,bars=7",
                1,
                1,
                Duration.ofMinutes(20),
                20,
                3,
                rules);
    }

    private List<String> said(Event.Vector... rows) {
        return Stream.of(rows)
                .flatMap(row -> roster.forecasts(row).stream())
                .map(BadModelsTest::text)
                .toList();
    }

    private static String text(Forecast forecast) {
        assertThat(forecast.value()).isFinite();
        return forecast.model() + " " + forecast.symbol().text();
    }

    private static Event.Vector vector(Symbol symbol, FeatureSet set) {
        return new Event.Vector(symbol, set.hash(), 1, 1, FloatBuffer.allocate(set.size()));
    }

    private String shadow(String card, float... leaves) {
        var model = shelved(card, leaves);
        models.register(Registered.model(model, 5, true), List.of());
        models.move(List.of(new Step(now, model, Stage.CANDIDATE, Stage.SHADOW, "me", "watched")));
        return model;
    }

    private String shelved(String card, float... leaves) {
        return SmallModel.shelve(shelf, SmallModel.of(SET, card, leaves));
    }

    private Bundle loaded(String model) {
        return Bundle.parse(model, shelf.readAll(model));
    }

    private ModelRecord found(String model) {
        return models.find(model).orElseThrow();
    }
}
