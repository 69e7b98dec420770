package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.system.Chromium.Look;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the page tells of learning, from the first wait to a model that trades.
final class PageLearningTest {

    private static final long NOW = StagedSystem.FRIDAY_EVENING.toEpochMilli();
    private static final String CHAMPION = "c".repeat(64);
    private static final String READY = "a".repeat(64);
    private static final String REFUSED = "b".repeat(64);

    private static Chromium chromium;

    private final StagedSystem system = new StagedSystem();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void close() {
        system.close();
    }

    @Test
    void saysWhatIsWaitedForWhileNothingWasLearned() {
        for (var look : Look.all()) {
            try (var visit = chromium.visit(system.address(), look)) {
                visit.shows("#learning-doing", "waits for history");
                visit.shows("#learning-champion", "nobody");
                visit.shows("#models", "No model yet: the first is trained as soon as history is");
                visit.shows("#no-job", "Nothing is trained now.");
                visit.shows("#jobs", "No job has ended yet.");
                visit.shows("#drift", "Not compared yet");
                visit.shows("#history", "Nobody has been champion yet.");
                assertThat(visit.at("#learn-rollback").isDisabled()).isTrue();
                assertThat(visit.unusable()).as("with " + look).isEmpty();
            }
        }
    }

    @Test
    void followsATrainingWithoutMoving() {
        for (var look : Look.all()) {
            system.lists("jobs", List.of());
            try (var visit = chromium.visit(system.address(), look)) {
                visit.shows("#no-job", "Nothing is trained now.");
                visit.at("#learning").scrollIntoViewIfNeeded();
                var place = placeOfJobs(visit);
                system.lists("jobs", List.of(job("RUNNING", 0.25, "fold 2 of 5", "")));
                visit.shows("#job-name", "training, running");
                visit.shows("#job-share", "25 %");
                visit.shows("#job-doing", "fold 2 of 5");
                visit.shows("#job-cause", "13 % of the features drifted");
                visit.shows("#job-counts", "counts from 9 Jan 19:00");
                assertThat(placeOfJobs(visit)).isEqualTo(place);
                assertThat(visit.at("#learn-train").isDisabled()).isTrue();
                assertThat(visit.at("#job-progress").evaluate("(bar) => bar.value"))
                        .isEqualTo(0.25);
                assertThat(visit.unusable()).as("with " + look).isEmpty();
                system.lists("jobs", List.of(job("FAILED", 0.5, "", "only 12 rows have a label")));
                visit.shows("#jobs", "only 12 rows have a label");
                visit.shows("#jobs", "failed");
                visit.hides("#job");
                assertThat(visit.at("#learn-train").isEnabled()).isTrue();
            }
        }
    }

    @Test
    void tellsARefusalAsAGoodResultAndSaysWhy() {
        stageModels();
        try (var visit = visit("/")) {
            visit.shows(
                    "#learning-newest", "bbbbbbbb, refused by its gate: it forecasts in shadow");
            visit.shows("#models tr:first-child", "champion");
            var summary = visit.at("#gate-" + REFUSED);
            assertThat(summary.innerText())
                    .contains("never touches money", "1 of 2 conditions failed");
            summary.click();
            var reasons = "#models details:has(#gate-" + REFUSED + ")";
            visit.shows(reasons, "t-statistic of the rank correlation: 0.912, must be at least 2");
            visit.shows(reasons, "rows out of sample: 61,234, at least 500");
            system.lists("jobs", List.of(job("RUNNING", 0.25, "fold 2 of 5", "")));
            system.lists("models", List.of(model(REFUSED, "SHADOW", false)));
            visit.hides("#gate-" + CHAMPION);
            visit.shows(reasons, "must be at least 2");
        }
    }

    @Test
    void offersMoneyOnlyToWhatPassedItsGate() {
        stageModels();
        try (var visit = visit("/")) {
            visit.shows("#models", "aaaaaaaa");
            assertThat(visit.at("#models button").count()).isOne();
            visit.at("#promote-" + READY).click();
            visit.shows("#ask-title", "Promote aaaaaaaa?");
            visit.shows("#ask-text", "cccccccc steps down");
            visit.at("#ask-no").click();
            visit.hides("#ask");
            assertThat(visit.asked()).isZero();
        }
    }

    @Test
    void asksWithTheTokenAndSaysWhatCameOfIt() {
        stageModels();
        try (var visit = visit("/#token=" + StagedSystem.TOKEN)) {
            visit.shows("#learning-champion", "cccccccc since 8 Jan 18:00");
            visit.button("Roll back").click();
            visit.shows("#ask-text", "cccccccc stops trading");
            visit.at("#ask-yes").click();
            visit.shows("#learning-outcome", "taken, waits for continuous-learning");
            system.lists(
                    "learning/requests",
                    Map.of("id", "asked", "outcome", CHAMPION + " is champion again"));
            visit.shows("#learning-outcome", "Roll back: cccccccc is champion again");
            assertThat(visit.asked()).isOne();
        }
    }

    @Test
    void changesNothingWithoutTheToken() {
        try (var visit = visit("/")) {
            visit.shows("#learning-doing", "waits for history");
            visit.button("Train now").click();
            visit.at("#ask-yes").click();
            visit.shows("#ask-text", "./ats token");
            visit.at("#ask-input").fill("not the token");
            visit.page().keyboard().press("Enter");
            visit.expect("401");
            visit.shows("#ask-text", "That token is wrong; nothing was done.");
            visit.at("#ask-no").click();
            visit.shows("#learning-outcome", "what you ask for is answered here");
        }
    }

    private Visit visit(String path) {
        return chromium.visit(system.address().resolve(path), Look.USUAL);
    }

    private static Object placeOfJobs(Visit visit) {
        return visit.at("table:has(#jobs)").evaluate("(table) => table.offsetTop");
    }

    private void stageModels() {
        system.lists(
                "models",
                List.of(
                        model(REFUSED, "SHADOW", false),
                        model(READY, "SHADOW", true),
                        model(CHAMPION, "CHAMPION", true)));
        var learning = new HashMap<String, Object>();
        learning.putAll(Map.of("champion", CHAMPION, "strategy", "forecast"));
        learning.putAll(Map.of("shadows", List.of(REFUSED, READY), "doing", "2 in shadow"));
        learning.put("history", List.of(crowned()));
        learning.put(
                "reigns", List.of(Map.of("at", NOW, "strategy", "forecast", "model", CHAMPION)));
        system.lists("learning", learning);
    }

    private static Object crowned() {
        var step = new HashMap<String, Object>();
        step.putAll(Map.of("at", NOW - 86_400_000, "model", CHAMPION, "from", "SHADOW"));
        step.putAll(Map.of("to", "CHAMPION", "who", "operator", "reason", "passed its gate"));
        return step;
    }

    private static Object model(String id, String stage, boolean passed) {
        var model = new HashMap<String, Object>();
        model.putAll(Map.of("id", id, "stage", stage, "passed", passed, "device", "cpu"));
        model.putAll(Map.of("trainer", "xgboost", "label", "forward", "featureSet", "bars"));
        model.putAll(Map.of("rows", 1000, "trainedTo", NOW, "forecasts", 12, "trials", 8));
        model.put("registeredAt", id.equals(REFUSED) ? NOW : NOW - 1);
        model.put("failed", passed ? List.of() : List.of("t-statistic of the rank correlation"));
        model.put(
                "conditions",
                List.of(
                        condition("rows out of sample", 61_234, 500, true),
                        condition(
                                "t-statistic of the rank correlation",
                                passed ? 2.7 : 0.912,
                                2,
                                passed)));
        model.put("skill", null);
        model.put("folds", List.of());
        var metrics = new HashMap<String, Object>();
        metrics.putAll(Map.of("rankCorrelation", 0.021, "rankT", 2.7, "sharpe", 0.09));
        metrics.putAll(Map.of("hits", 0.51, "slope", 0.8, "rows", 61_234, "sessions", 84));
        model.put("metrics", metrics);
        return model;
    }

    private static Object condition(String name, double value, double bound, boolean passed) {
        return Map.of(
                "name",
                name,
                "value",
                value,
                "relation",
                "AT_LEAST",
                "bound",
                bound,
                "passed",
                passed);
    }

    private static Object job(String state, double fraction, String doing, String reason) {
        var job = new HashMap<String, Object>();
        job.putAll(Map.of("id", "training-1", "kind", "TRAINING", "state", state));
        job.putAll(Map.of("fraction", fraction, "doing", doing, "output", "", "reason", reason));
        job.putAll(Map.of("cause", "13 % of the features drifted", "requestedAt", NOW));
        job.put("visibleAt", NOW + 3_600_000);
        return job;
    }
}
