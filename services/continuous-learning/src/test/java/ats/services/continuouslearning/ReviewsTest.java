package ats.services.continuouslearning;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.learning.drift.DataDrift;
import ats.learning.forest.FlatForest;
import ats.learning.forest.Output;
import ats.learning.forest.Tree;
import ats.learning.model.Bundle;
import ats.learning.model.Stage;
import ats.learning.policy.Challenge;
import ats.learning.policy.Policy;
import ats.learning.policy.Rollback;
import ats.learning.store.ForecastStore.Forecast;
import ats.learning.store.ModelRecord;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryForecastStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryModelStore;
import ats.testkit.MemoryMonitorStore;
import ats.testkit.MemoryRequestStore;
import ats.testkit.MemoryVectorStore;

import org.junit.jupiter.api.Test;

/// Two symbols of daily bars whose champion says every day that both rise, one more than the other,
/// and is right about which: its rank correlation is perfect, whatever it earns.
final class ReviewsTest {

    private static final Calendar CALENDAR = new NewYorkCalendar();
    private static final Timeframe DAY = Timeframe.parse("1d");
    private static final Symbol MORE = Symbol.of("MORE");
    private static final Symbol LESS = Symbol.of("LESS");
    private static final String LABEL = "forward:lag=1,bars=1";
    private static final double SCALE = 0.01;
    private static final int SESSIONS = 12;
    private static final long MINUTES_AFTER = Duration.ofMinutes(10).toNanos();

    private final MemoryModelStore models = new MemoryModelStore();
    private final MemoryForecastStore forecasts = new MemoryForecastStore();
    private final MemoryMarketStore bars = new MemoryMarketStore();
    private final List<String> told = new ArrayList<>();
    private final Lives lives =
            new Lives(models, _ -> Optional.empty(), (model, _) -> told.add(model));
    private final Reviews reviews = reviews();
    private final List<Session> sessions = sessions();

    @Test
    void aChampionThatFallsGivesWayToTheOneBefore() {
        crown("before", 0);
        crown("falling", 1);
        live(-0.02);

        assertThat(champion()).isEqualTo("before");
        assertThat(told).containsExactly("before", "falling", "before");
        assertThat(stage("falling")).isEqualTo(Stage.RETIRED);
        assertThat(models.history().getLast().reason())
                .startsWith("rolled back: following it lost 0.0")
                .endsWith("since its best day, more than 0.0500");
    }

    @Test
    void aChampionThatFallsWithNobodyBeforeItLeavesNobody() {
        crown("falling", 1);
        live(-0.02);

        assertThat(models.champion()).isEmpty();
        assertThat(told).containsExactly("falling", "");
    }

    @Test
    void aChampionThatEarnsStays() {
        crown("before", 0);
        crown("rising", 1);
        live(0.02);

        assertThat(champion()).isEqualTo("rising");
    }

    @Test
    void aSmallFallIsBorne() {
        crown("before", 0);
        crown("sinking", 1);
        live(-0.003);

        assertThat(champion()).isEqualTo("sinking");
    }

    @Test
    void whatAModelLostBeforeItTookOverIsNotHeldAgainstIt() {
        crown("before", 0);
        watch("late");
        for (int session = 1; session < SESSIONS; session++) {
            bars(session, session < 9 ? -0.02 : 0.0);
            forecast("late", session);
            if (session == 9) {
                crown("late", session);
            }
            review(session);
        }

        assertThat(champion()).isEqualTo("late");
    }

    /// The champion forecasts and is reviewed, session by session, while both symbols move so.
    private void live(double move) {
        var mine = champion();
        for (int session = 1; session < SESSIONS; session++) {
            bars(session, move);
            forecast(mine, session);
            review(session);
        }
    }

    private void bars(int session, double move) {
        double less = move - Math.abs(move) / 2;
        bars.saveBars(DAY, List.of(bar(MORE, session, move), bar(LESS, session, less)));
    }

    /// From where it stood to where it goes.
    private Bar bar(Symbol symbol, int session, double move) {
        var day = sessions.get(session);
        double before =
                bars.lastBars(symbol, DAY, day.open(), 1).stream()
                        .mapToDouble(bar -> bar.close().decimal().doubleValue())
                        .findFirst()
                        .orElse(100);
        var open = cents(before);
        var close = cents(before * (1 + move));
        boolean rises = close.compareTo(open) > 0;
        return new Bar(
                symbol,
                day.open(),
                day.close(),
                day.close(),
                open,
                rises ? close : open,
                rises ? open : close,
                close,
                Quantity.of(1_000),
                false);
    }

    private static Price cents(double dollars) {
        return Price.from(BigDecimal.valueOf(dollars).setScale(2, RoundingMode.HALF_EVEN));
    }

    /// Both whole positions.
    private void forecast(String model, int session) {
        long at = sessions.get(session).close();
        forecasts.save(
                List.of(
                        new Forecast(model, MORE, at, 3 * SCALE),
                        new Forecast(model, LESS, at, 2 * SCALE)));
    }

    private void review(int session) {
        var day = sessions.get(session);
        reviews.of(day, day.close() + MINUTES_AFTER);
    }

    private void crown(String hash, int session) {
        watch(hash);
        lives.crown(
                models.find(hash).orElseThrow(),
                sessions.get(session).open() - MINUTES_AFTER,
                "test",
                "to begin with");
    }

    /// Known to the registry, and in shadow.
    private void watch(String hash) {
        if (models.find(hash).isEmpty()) {
            long at = sessions.getFirst().open() - 2 * MINUTES_AFTER;
            var model = new ModelRecord(hash, "set", "job", "{}", true, at, at, Stage.CANDIDATE);
            models.register(model, List.of());
            models.move(
                    List.of(
                            new ModelRecord.Step(
                                    at, hash, Stage.CANDIDATE, Stage.SHADOW, "test", "to watch")));
        }
    }

    private String champion() {
        return models.champion().map(ModelRecord::hash).orElse("nobody");
    }

    private Stage stage(String hash) {
        return models.find(hash).orElseThrow().stage();
    }

    private Reviews reviews() {
        var jobs = new MemoryJobStore(System::nanoTime);
        var stores =
                new Stores(
                        jobs,
                        models,
                        new Stores.Watch(
                                new MemoryVectorStore(), forecasts, new MemoryMonitorStore()),
                        new MemoryRequestStore(),
                        bars,
                        new MemoryActionStore());
        var settings =
                new LearningSettings(
                        List.of(MORE, LESS),
                        DAY,
                        LABEL,
                        1,
                        1,
                        Duration.ofMinutes(20),
                        20,
                        3,
                        new LearningSettings.Rules(
                                Policy.USUAL,
                                Challenge.USUAL,
                                Rollback.USUAL,
                                0.0001,
                                DataDrift.Settings.USUAL));
        var roster = new Roster(models, _ -> model(), _ -> Optional.empty());
        var hands = new Reviews.Hands(roster, lives, new Trainings(settings, jobs, _ -> {}));
        return new Reviews(settings, CALENDAR, stores, hands);
    }

    /// What it would say matters to nobody here: its forecasts are given.
    private static Bundle model() {
        var leaf = new Tree(new int[] {Tree.LEAF}, new float[1], new int[1], new boolean[1]);
        var forest = new FlatForest(1, "set", Output.VALUE, 0, List.of(leaf));
        return new Bundle(
                forest.bytes(),
                new byte[0],
                "{}",
                "set one\na = close",
                new TreeMap<>(),
                new Bundle.Traits("set", LABEL, 1, SCALE));
    }

    private static List<Session> sessions() {
        return Stream.iterate(
                        CALENDAR.after(LocalDate.of(2024, 3, 1)),
                        session -> CALENDAR.after(session.date()))
                .limit(SESSIONS)
                .toList();
    }
}
