package ats.services.systemcontroller;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Fact;
import ats.features.FeatureSet;
import ats.learning.model.Stage;
import ats.learning.store.ForecastStore.Forecast;
import ats.learning.store.Job;
import ats.learning.store.ModelRecord.Step;
import ats.learning.store.MonitorStore.DriftRow;
import ats.learning.store.MonitorStore.SkillRow;
import ats.learning.store.RequestStore.Kind;
import ats.learning.store.RequestStore.Request;
import ats.platform.bus.InProcessBus;
import ats.platform.config.Secret;
import ats.platform.http.HttpSettings;
import ats.platform.json.Json;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.time.ProcessClock;
import ats.testkit.EmptyBooks;
import ats.testkit.HandClock;
import ats.testkit.MemoryControlStore;
import ats.testkit.MemoryForecastStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryModelStore;
import ats.testkit.MemoryMonitorStore;
import ats.testkit.MemoryRequestStore;
import ats.testkit.MemoryVectorStore;
import ats.testkit.Registered;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// What the API says of learning and takes for it, over HTTP.
@Timeout(60)
final class LearningApiTest {

    private static final long SECOND = 1_000_000_000L;
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final FeatureSet SET = FeatureSet.parse("set two\na = close / open\nb = high");

    @TempDir private Path home;
    private final MemoryModelStore models = new MemoryModelStore();
    private final MemoryJobStore jobs = new MemoryJobStore(System::nanoTime);
    private final MemoryRequestStore requests = new MemoryRequestStore();
    private final MemoryVectorStore vectors = new MemoryVectorStore();
    private final MemoryForecastStore forecasts = new MemoryForecastStore();
    private final MemoryMonitorStore monitor = new MemoryMonitorStore();
    private final Metrics metrics = new Metrics();
    private final InProcessBus bus = new InProcessBus(Lockstep.free(), 100);
    private final List<Fact.StrategyChosen> reigns = new ArrayList<>();
    private final SystemController on = controller(true);
    private final List<SystemController> started = new ArrayList<>();

    @AfterEach
    void tearDown() {
        started.forEach(SystemController::close);
        bus.close();
        metrics.close();
    }

    @Test
    void showsModelsNewestFirstWithWhatTheyShowed() {
        models.register(Registered.model("aa11", 40, true), List.of());
        models.register(Registered.model("bb22", 50, false), List.of());
        forecasts.save(List.of(new Forecast("aa11", Symbol.of("SPY"), 1, 0.1)));
        monitor.save(new SkillRow(60 * SECOND, "aa11", 90, 0.04, Double.NaN));
        start(on);
        var all = get(on, "models");
        assertThat(all.findValuesAsString("id")).containsExactly("bb22", "aa11");
        var refused = all.path(0);
        assertThat(refused.path("passed").asBoolean()).isFalse();
        assertThat(refused.path("failed").toString())
                .isEqualTo("[\"deflated Sharpe ratio after costs\"]");
        assertThat(refused.path("skill").isNull()).isTrue();
        var model = all.path(1);
        assertThat(model.path("failed").isEmpty()).isTrue();
        assertThat(model.path("conditions").path(0).toString())
                .isEqualTo(
                        "{\"name\":\"rows out of sample\",\"value\":1200.0,"
                                + "\"relation\":\"AT_LEAST\",\"bound\":500.0,\"passed\":true}");
        assertThat(model.path("forecasts").asInt()).isEqualTo(1);
        assertThat(model.path("trials").asInt()).isEqualTo(3);
        assertThat(model.path("registeredAt").asLong()).isEqualTo(40_000);
        assertThat(model.path("skill").toString())
                .isEqualTo("{\"value\":0.04,\"error\":null,\"count\":90,\"at\":60000}");
        assertThat(model.path("metrics").path("slope").isNull()).isTrue();
        assertThat(model.path("metrics").path("rankCorrelation").asDouble()).isEqualTo(0.08);
        assertThat(model.path("folds").path(0).path("testTo").asLong()).isEqualTo(20_000);

        assertThat(get(on, "models?id=aa").findValuesAsString("id")).containsExactly("aa11");
        assertThat(get(on, "models?id=zz")).isEmpty();
        assertThat(get(on, "models/card?id=aa").path("terms").path("calendar").asString())
                .isEqualTo("xnys");
        assertThat(get(on, "models/card?id=").path("error").asString()).contains("2 models");
    }

    @Test
    void showsFeaturesWithTheirDrift() {
        vectors.saveSet(SET.hash(), SET.canonical());
        monitor.save(
                List.of(
                        new DriftRow(5 * SECOND, "aa11", "a", 0.3, 0.001, true),
                        new DriftRow(5 * SECOND, "aa11", "b", Double.NaN, 0.5, false)));
        start(on);
        var features = get(on, "features");
        assertThat(features.path("set").asString()).isEqualTo("two");
        assertThat(features.path("version").asString()).isEqualTo(SET.hash());
        assertThat(features.path("names").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(features.path("share").asDouble()).isEqualTo(0.5);
        assertThat(features.path("drift").path(1).toString())
                .isEqualTo(
                        "{\"feature\":\"b\",\"psi\":null,\"p\":0.5,\"drifted\":false,"
                                + "\"at\":5000,\"model\":\"aa11\"}");
    }

    @Test
    void showsJobsNewestFirst() {
        for (long second = 1; second <= 3; second++) {
            var at = second * SECOND;
            jobs.file(Job.of(Job.Kind.TRAINING, "", "why " + second, at, at + SECOND));
        }
        start(on);
        var two = get(on, "jobs?limit=2");
        assertThat(two.findValuesAsString("id")).containsExactly("training-3", "training-2");
        assertThat(two.path(0).path("state").asString()).isEqualTo("QUEUED");
        assertThat(two.path(0).path("visibleAt").asLong()).isEqualTo(4_000);
        assertThat(get(on, "jobs?limit=0").path("error").asString()).contains("limit");
    }

    @Test
    void showsWhoForecastsAndWhoDid() {
        for (var hash : List.of("aa11", "bb22")) {
            models.register(Registered.model(hash, 40, true), List.of());
            models.move(List.of(new Step(SECOND, hash, Stage.CANDIDATE, Stage.SHADOW, "me", "")));
        }
        models.move(List.of(new Step(2 * SECOND, "aa11", Stage.SHADOW, Stage.CHAMPION, "me", "x")));
        reigns.add(new Fact.StrategyChosen("ema-cross", "", SECOND));
        reigns.add(new Fact.StrategyChosen("model", "aa11", 2 * SECOND));
        start(on);
        var learning = get(on, "learning");
        assertThat(learning.path("champion").asString()).isEqualTo("aa11");
        assertThat(learning.path("strategy").asString()).isEqualTo("model");
        assertThat(learning.path("shadows").toString()).isEqualTo("[\"bb22\"]");
        assertThat(learning.path("doing").asString()).isEqualTo("champion aa11");
        assertThat(learning.path("history")).hasSize(3);
        assertThat(learning.path("history").path(0).toString())
                .isEqualTo(
                        "{\"at\":2000,\"model\":\"aa11\",\"from\":\"SHADOW\",\"to\":\"CHAMPION\","
                                + "\"who\":\"me\",\"reason\":\"x\"}");
        assertThat(learning.path("reigns").findValuesAsString("strategy"))
                .containsExactly("model", "ema-cross");
    }

    @Test
    void writesDownWhatIsAskedForBeforeItTellsAnybody() {
        var heard = new LinkedBlockingQueue<Integer>();
        var told =
                bus.subscribe(
                        "control.learning", "test", _ -> heard.add(requests.pending().size()));
        start(on);
        var body = "{\"subject\":\"aa11\",\"reason\":\" looks well \"}";
        var answer = post(on, "learning/promote", body, "secret", "once");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"id\":\"page-once\"}");
        assertThat(post(on, "learning/promote", body, "secret", "once").statusCode())
                .isEqualTo(202);
        assertThat(requests.pending())
                .containsExactly(
                        new Request(
                                "page-once", "operator", Kind.PROMOTE, "aa11", "looks well", 77));
        assertThat(taken(heard)).isEqualTo(1);
        assertThat(outcome("page-once")).isEmpty();
        requests.handled("page-once", "aa11 is champion");
        assertThat(outcome("page-once")).isEqualTo("aa11 is champion");
        assertThat(outcome("nobody")).isEmpty();
        told.close();
        assertThat(heard).isEmpty();
    }

    @Test
    void refusesWhatIsNotAskedForProperly() {
        start(on);
        assertThat(post(on, "learning/train", "", "wrong", "k").statusCode()).isEqualTo(401);
        refused(post(on, "learning/promote", "", "secret", "k"), "a model's name");
        refused(post(on, "learning/cancel", "{\"subject\":\"a b\"}", "secret", "k"), "a job's id");
        refused(post(on, "learning/train", "{\"subject\":\"x\"}", "secret", "k"), "no subject");
        refused(post(on, "learning/train", "", "secret", "no spaces"), "Idempotency-Key");
        assertThat(requests.pending()).isEmpty();
    }

    @Test
    void isEmptyAndRefusesWhereLearningIsOff() {
        var off = controller(false);
        start(off);
        assertThat(get(off, "models")).isEmpty();
        assertThat(get(off, "jobs")).isEmpty();
        assertThat(get(off, "features").path("names")).isEmpty();
        var learning = get(off, "learning");
        assertThat(learning.path("champion").asString()).isEmpty();
        assertThat(learning.path("doing").asString()).contains("learning is off");
        refused(post(off, "learning/train", "", "secret", "k"), "learning.enabled");
        assertThat(requests.pending()).isEmpty();
    }

    @Test
    void tellsThePageThatLearningHasChanged() throws Exception {
        start(on);
        for (var topic : List.of("learning.changed", "jobs")) {
            var request = HttpRequest.newBuilder(on.address().resolve("/api/v1/stream")).build();
            var stream = HTTP.send(request, HttpResponse.BodyHandlers.ofLines()).body();
            try (stream) {
                var lines = stream.iterator();
                // the first status shows that we are heard
                assertThat(lines.next()).contains("status");
                bus.publish(topic, "", new byte[0]);
                var line = lines.next();
                // what else has changed since is told along with it
                while (!line.contains("\"learning\"")) {
                    line = lines.next();
                }
                assertThat(line).startsWith("data:");
            }
        }
    }

    private static int taken(BlockingQueue<Integer> heard) {
        try {
            return Objects.requireNonNull(heard.poll(30, TimeUnit.SECONDS), "nobody was told");
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private String outcome(String id) {
        return get(on, "learning/requests?id=" + id).path("outcome").asString();
    }

    private static void refused(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.parse(answer.body()).path("error").asString())
                .contains(words)
                .hasLineCount(1);
    }

    private JsonNode get(SystemController controller, String path) {
        return Json.parse(sent(request(controller, path).GET().build()).body());
    }

    private HttpResponse<String> post(
            SystemController controller, String path, String body, String token, String key) {
        return sent(
                request(controller, path)
                        .header("Authorization", "Bearer " + token)
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpRequest.Builder request(SystemController controller, String path) {
        return HttpRequest.newBuilder(controller.address().resolve("/api/v1/" + path));
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void start(SystemController controller) {
        started.add(controller);
        controller.start(
                new Context(
                        "test",
                        "test",
                        home,
                        bus,
                        new HandClock(77),
                        ProcessClock.system(),
                        Lockstep.free(),
                        metrics));
    }

    private SystemController controller(boolean learning) {
        var books = new EmptyBooks(reigns);
        var face = new Face("me", List.of(), Timeframe.MINUTE, "synthetic", "a test", "test", "1");
        var stores =
                new LearningStores(
                        SET,
                        models,
                        jobs,
                        requests,
                        new LearningStores.Watched(vectors, forecasts, monitor));
        return new SystemController(
                new SystemController.Needs(
                        face,
                        new SystemController.Stores(
                                books, books, new MemoryControlStore(), new MemoryMarketStore()),
                        learning ? Optional.of(stores) : Optional.empty(),
                        () -> new Pulse(77, "", 0, 1),
                        Map.of("continuous-learning", () -> Health.ready("champion aa11")),
                        new HttpSettings("127.0.0.1", 0, List.of()),
                        () -> Secret.of("secret")));
    }
}
