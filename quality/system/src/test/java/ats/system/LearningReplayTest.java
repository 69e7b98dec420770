package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.engine.Event;
import ats.engine.journal.JournalRecord;
import ats.learning.model.Bundle;
import ats.platform.files.Vault;
import ats.platform.json.Json;
import ats.platform.log.AppendLog;
import ats.testkit.AtsProcess;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/// A market with something to learn, through the whole system: a first model that its gate refuses
/// for want of sessions, a second one that passes and trades, and more because it ages. Then the
/// same again, the backtest, and the same market with another future.
final class LearningReplayTest {

    private static final long SEED = 2;

    /// After a training because the champion has aged, before the next.
    private static final LocalDate LAST_OF_THE_PAST = LocalDate.of(2024, 8, 23);

    private static final PlantedMarket MARKET = PlantedMarket.of(SEED);
    private static final PlantedMarket CHANGED = MARKET.changedAfter(LAST_OF_THE_PAST);

    private static final List<String> OPTIONS =
            List.of(
                    "--symbols", String.join(",", PlantedMarket.SYMBOLS),
                    "--bars", "1h",
                    "--from", PlantedMarket.FIRST.toString(),
                    "--live-from", "2024-06-10",
                    "--to", PlantedMarket.LAST.toString());

    /// Two configurations of which one is plainly better, and patience for a market this short.
    private static final Map<String, String> LEARNING =
            Map.of(
                    "ATS_LEARNING_GRID",
                    "max_depth=3 trees=60 eta=0.05,max_depth=8 trees=60 eta=0.5",
                    "ATS_LEARNING_WITHOUT_CHAMPION",
                    "25",
                    "ATS_LEARNING_AGE",
                    "16");

    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir private static Path folder;

    private static Path market = Path.of("");
    private static Path home = Path.of("");
    private static JsonNode first = Json.parse("{}");
    private static Traces traces = new Traces(new TreeMap<>());

    @BeforeAll
    static void replayOnce() {
        market = MARKET.write(folder.resolve("market"));
        home = folder.resolve("first");
        first = replayed(market, home);
        traces = traces(home);
    }

    @Test
    void theModelThatPassedItsGateTrades() {
        var models = first.path("models").valueStream().toList();
        assertThat(models.getFirst().path("failed").toString())
                .as("seed %d: what the first model lacks", SEED)
                .contains("sessions out of sample");
        var champion = models.get(1);
        assertThat(champion.path("passed").asBoolean()).as(champion.toString()).isTrue();

        var reigns = first.path("strategy").valueStream().toList();
        assertThat(reigns)
                .extracting(reign -> reign.path("strategy").asString())
                .containsExactly("ema-cross", "long-short");
        assertThat(reigns.getLast().path("model")).isEqualTo(champion.path("id"));
        long crowned = nanos(reigns.getLast().path("at"));
        assertThat(traces.before("orders", crowned)).hasSizeGreaterThan(10);
        assertThat(traces.since("orders", crowned)).hasSizeGreaterThan(50);
        assertThat(first.path("orders").asInt())
                .isEqualTo(
                        traces.before("orders", crowned).size()
                                + traces.since("orders", crowned).size());
    }

    @Test
    void trainsAgainByItsPolicy() {
        assertThat(first.path("retrains").valueStream())
                .extracting(retrain -> retrain.path("cause").asString())
                .containsExactly(
                        "the first model",
                        "no champion, and 25 sessions since the last training or champion",
                        "the last training was 16 sessions ago",
                        "the last training was 16 sessions ago");
    }

    @Test
    void learnsAndTradesTheSameTwice() {
        var second = replayed(market, folder.resolve("second"));

        for (var figure :
                List.of(
                        "journalDigest",
                        "tradesDigest",
                        "equity",
                        "orders",
                        "fills",
                        "features",
                        "models",
                        "forecasts",
                        "retrains",
                        "strategy")) {
            assertThat(second.path(figure)).as(figure).isEqualTo(first.path(figure));
        }
    }

    @Test
    void theBacktestTradesByItsModelsAsItDid() {
        var tested = folder.resolve("backtest");
        var ended =
                AtsProcess.run(
                        tested,
                        arguments(
                                "backtest",
                                "--models",
                                home.toString(),
                                "--data",
                                market.toString(),
                                "--home",
                                tested.toString()));

        assertThat(ended.status()).as(ended.err()).isZero();
        for (var figure :
                List.of(
                        "bars",
                        "orders",
                        "fills",
                        "tradesDigest",
                        "equity",
                        "maxDrawdown",
                        "features",
                        "strategy")) {
            assertThat(ended.figures().path(figure)).as(figure).isEqualTo(first.path(figure));
        }
        var again = forecasts(champion(), tested.resolve("backtest.journal"));
        assertThat(again).hasSizeGreaterThan(500);
        assertThat(difference(forecastsOf(champion()), again)).isEmpty();
    }

    @Test
    void itsJournalGivesTheSameCommands() {
        var ended = AtsProcess.run(folder.resolve("main"), "replay", home.toString());

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains(first.path("journalDigest").asString());
    }

    @Test
    void noFutureReachesThePast() {
        var other = folder.resolve("changed");
        replayed(CHANGED.write(folder.resolve("changed-market")), other);
        var changed = traces(other);
        long known = CHANGED.changeKnownAt();

        assertThat(traces.before("promotions", known).toString()).contains("CHAMPION");
        assertThat(traces.before("models", known)).hasSize(3);
        for (var kind : traces.kinds().keySet()) {
            var was = traces.before(kind, known);
            var is = changed.before(kind, known);
            assertThat(was).as("%s before the change", kind).isNotEmpty();
            assertThat(difference(was, is))
                    .as("seed %d: %s before anybody could know of the change", SEED, kind)
                    .isEmpty();
            if (!kind.equals("reigns")) {
                assertThat(difference(traces.since(kind, known), changed.since(kind, known)))
                        .as("seed %d: %s after the change, which ought to differ", SEED, kind)
                        .isNotEmpty();
            }
        }
    }

    private static String champion() {
        return first.path("strategy").path(1).path("model").asString();
    }

    /// What the champion says of the vectors in a journal, to the bit.
    private static List<String> forecasts(String champion, Path journal) {
        var bundle = Bundle.parse(champion, new Vault(home.resolve("models")).readAll(champion));
        var evaluator = bundle.flat().evaluator();
        long crowned = nanos(first.path("strategy").path(1).path("at"));
        var said = new ArrayList<String>();
        AppendLog.read(
                journal,
                bytes -> {
                    if (JournalRecord.read(bytes)
                                    instanceof JournalRecord.Happened(Event.Vector vector)
                            && vector.happenedAt() > crowned) {
                        double value = evaluator.predict(vector.values());
                        said.add(vector.happenedAt() + " " + vector.symbol().text() + " " + value);
                    }
                });
        return said;
    }

    /// What it said in the run.
    private static List<String> forecastsOf(String champion) {
        return traces.of("forecasts")
                .filter(trace -> trace.text().startsWith(champion))
                .map(LearningReplayTest::forecast)
                .toList();
    }

    /// The database writes numbers in another way.
    private static String forecast(Traces.Trace trace) {
        var words = trace.text().split(" ");
        return trace.at() + " " + words[1] + " " + Double.parseDouble(words[2]);
    }

    /// The first place at which two accounts differ; empty where they are the same.
    private static String difference(List<String> one, List<String> other) {
        for (int place = 0; place < Math.max(one.size(), other.size()); place++) {
            var was = place < one.size() ? one.get(place) : "nothing";
            var is = place < other.size() ? other.get(place) : "nothing";
            if (!was.equals(is)) {
                return "at %d of %d: %s, and %s".formatted(place, one.size(), was, is);
            }
        }
        return "";
    }

    private static JsonNode replayed(Path market, Path home) {
        var arguments =
                arguments(
                        "run",
                        "--replay",
                        market.toString(),
                        "--speed",
                        "max",
                        "--exit",
                        "--home",
                        home.toString());
        try (var started = AtsProcess.start(folder.resolve("main"), LEARNING, arguments)) {
            var ended = started.ended(LONGEST);
            assertThat(ended.status()).as(ended.err()).isZero();
            return ended.figures();
        }
    }

    private static Traces traces(Path home) {
        return Traces.of(home, folder.resolve("main/run"));
    }

    private static String[] arguments(String... first) {
        return Stream.concat(Stream.of(first), OPTIONS.stream()).toArray(String[]::new);
    }

    private static long nanos(JsonNode time) {
        var at = Instant.parse(time.asString());
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }
}
