package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.system.Chromium.Look;
import ats.testkit.AtsProcess;

import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// The page of a running demonstration, as a person sees and steers it. Each test leaves the system
/// trading, as it found it.
final class PageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// The other pairs are looked at where it costs less.
    private static final List<Look> LOOKS =
            List.of(Look.USUAL, new Look(Chromium.NARROW, ColorScheme.DARK));

    @TempDir private static Path home;

    private static Chromium chromium;
    private static AtsProcess ats;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ats = launched();
        ats.await(PATIENCE, "a fill", "/api/v1/status", now -> now.path("fills").asInt() > 0);
    }

    @AfterAll
    static void stop() {
        if (ats != null) {
            ats.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void saysWhoseMarketItIsWhereverOneLooks() {
        for (var look : LOOKS) {
            try (var visit = chromium.visit(ats.page(), look)) {
                visit.shows("#banner", "SYNTHETIC MARKET");
                visit.page().mouse().wheel(0, 10_000);
                var box = visit.at("#banner").boundingBox();
                assertThat(box.y).isBetween(0.0, 1.0);
                assertThat(visit.page().title()).contains("synthetic");
            }
        }
    }

    @Test
    void drawsEquityAndBarsAsTheyCome() {
        try (var visit = visit()) {
            visit.shows("#condition", "ACTIVE");
            visit.at("#symbol").selectOption(filledSymbol());
            var label = "#candle-chart[aria-label*='Bars of " + filledSymbol() + "']";
            visit.page().waitForSelector(label + "[aria-label$=' fills']");
            assertThat(visit.at(label).getAttribute("aria-label")).doesNotContain("with 0 fills");
            for (var chart : List.of("#equity-chart", "#candle-chart")) {
                long before = visit.drawn(chart);
                visit.page().waitForCondition(() -> visit.drawn(chart) != before);
            }
        }
    }

    @Test
    void fillsTheTablesWithoutAReload() {
        try (var visit = visit()) {
            visit.page().waitForSelector("#positions td.number");
            visit.page().evaluate("window.untouched = true");
            var price = "#positions tr:first-child td:nth-child(4)";
            visit.changed(price, visit.text(price));
            visit.changed("#orders-count", visit.text("#orders-count"));
            visit.changed("#equity", visit.text("#equity"));
            visit.page().waitForSelector("#orders .state-FILLED");
            assertThat(visit.text("#orders tr:first-child td:first-child"))
                    .matches("\\d+ \\w{3} \\d\\d:\\d\\d");
            assertThat(visit.text("#equity")).matches("\\$\\d{2,3},\\d{3}\\.\\d\\d");
            assertThat(visit.text("#profit")).matches("([+−]\\$[\\d,]+\\.\\d\\d|\\$0\\.00)");
            assertThat(visit.text("#ledger")).isEqualTo("balanced");
            assertThat(visit.page().evaluate("window.untouched")).isEqualTo(true);
        }
    }

    @Test
    void tellsHowEveryServiceIs() {
        try (var visit = visit()) {
            for (var service : ats.get("/api/v1/services")) {
                visit.shows(
                        "#services li:has(b:text-is('" + service.path("name").asString() + "'))",
                        service.path("state").asString().toLowerCase(Locale.ROOT));
            }
            assertThat(visit.at("#services li").count()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void saysWhatLearningWaitsFor() {
        try (var visit = visit()) {
            visit.shows("#learning-title", "Learning");
            var heard = ats.get("/api/v1/learning").path("strategy").asString();
            visit.shows("#learning-trades", heard);
            visit.page()
                    .waitForCondition(
                            () ->
                                    !List.of(
                                                    "waiting for word of learning",
                                                    "nothing is heard of continuous-learning")
                                            .contains(visit.text("#learning-doing")));
        }
    }

    @Test
    void showsTheTimeInNewYorkAndUtcAndWhatComesNext() {
        try (var visit = visit()) {
            visit.shows("#countdown", "closes in");
            visit.changed("#market-time", visit.text("#market-time"));
            var both =
                    "[document.getElementById('market-time'), document.getElementById('utc-time')]";
            var times = (List<?>) visit.page().evaluate(both + ".map((one) => one.textContent)");
            var apart =
                    Duration.between(
                            LocalTime.parse((String) times.get(0)),
                            LocalTime.parse((String) times.get(1)));
            assertThat(apart).isEqualTo(Duration.ofHours(5));
            assertThat(visit.text(".clock")).contains("New York", "UTC");
        }
    }

    @Test
    void refusesEveryChangeWithoutTheToken() throws IOException, InterruptedException {
        var posts =
                ats.get("/openapi.json")
                        .path("paths")
                        .propertyStream()
                        .filter(path -> path.getValue().has("post"))
                        .map(Map.Entry::getKey)
                        .toList();
        assertThat(posts).contains("/api/v1/trading/kill").hasSizeGreaterThanOrEqualTo(5);
        for (var path : posts) {
            assertThat(posted(path, Optional.empty())).as(path).isEqualTo(401);
            assertThat(posted(path, Optional.of("wrong"))).as(path).isEqualTo(401);
        }
        assertThat(ats.get("/api/v1/status").path("condition").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void pausesAndResumesOnceTheTokenIsRight() {
        try (var visit = visit()) {
            visit.shows("#condition", "ACTIVE");
            visit.button("Pause").click();
            visit.shows("#ask-text", "./ats token");
            assertThat(visit.asked()).isZero();
            answer(visit, "not the token");
            visit.expect("401");
            visit.shows("#ask-text", "That token is wrong; nothing was done.");
            visit.hides("#trouble");
            visit.shows("#condition", "ACTIVE");
            answer(visit, token());
            visit.shows("#condition", "PAUSED");
            visit.shows("#reason", "from the page");
            visit.button("Resume").click();
            visit.shows("#condition", "ACTIVE");
            assertThat(visit.asked()).isEqualTo(3);
        }
    }

    @Test
    void flattensOnlyWhenConfirmed() {
        try (var visit = trusted()) {
            refuse(visit, "Flatten", "every position is closed");
            visit.at("#ask-yes").click();
            visit.shows("#condition", "PAUSED");
            visit.shows("#positions", "Nothing is held");
            visit.button("Resume").click();
            visit.shows("#condition", "ACTIVE");
        }
    }

    @Test
    void killsOnlyWhenConfirmedAndStaysKilled() {
        try (var visit = trusted()) {
            refuse(visit, "Kill", "nothing more is sent");
            visit.at("#ask-yes").click();
            visit.shows("#condition", "KILLED");
            visit.hides("button[data-act=kill]");
            visit.page().reload();
            visit.shows("#condition", "KILLED");
            for (var name : List.of("pause", "resume", "flatten")) {
                assertThat(visit.at("button[data-act=" + name + "]").isDisabled())
                        .as(name)
                        .isTrue();
            }
            visit.button("Rearm").click();
            visit.shows("#condition", "ACTIVE");
            assertThat(visit.button("Kill").isEnabled()).isTrue();
        }
    }

    @Test
    void saysThatItIsCutOffAndComesBackByItself() {
        try (var visit = trusted()) {
            visit.hides("#trouble");
            ats.interrupt();
            visit.shows("#trouble", "Connection lost at");
            visit.shows("#trouble", "the last that was heard");
            visit.shows("#condition", "was ACTIVE");
            visit.button("Pause").click();
            visit.shows("#trouble", "pause was not accepted: the system did not answer.");
            var before = visit.text("#market-time");
            ats.close();
            ats = launched();
            visit.shows("#condition", "ACTIVE");
            visit.changed("#market-time", before);
            visit.shows("#services", "trading-strategy");
            visit.expect("net::ERR");
        }
    }

    @Test
    void isUsableOnEveryScreen() {
        for (var look : LOOKS) {
            try (var visit = chromium.visit(ats.page(), look)) {
                visit.page().waitForSelector("#orders .state-FILLED");
                visit.page().waitForSelector("#services .dot");
                visit.drawn("#candle-chart");
                assertThat(visit.unusable()).as("with " + look).isEmpty();
            }
        }
    }

    private static AtsProcess launched() {
        return AtsProcess.start(
                home, Map.of("ATS_HTTP_PORT", Integer.toString(port)), "run", "--speed", "120");
    }

    private static Visit visit() {
        return chromium.visit(ats.page(), Look.USUAL);
    }

    /// A visit that knows the token from its address, as the link of the first start has it.
    private static Visit trusted() {
        var visit = chromium.visit(ats.page().resolve("/#token=" + token()), Look.USUAL);
        visit.shows("#condition", "ACTIVE");
        return visit;
    }

    private static void refuse(Visit visit, String button, String words) {
        visit.button(button).click();
        visit.shows("#ask-text", words);
        visit.button("Back").click();
        visit.hides("#ask");
        assertThat(visit.asked()).isZero();
        visit.button(button).click();
    }

    private static void answer(Visit visit, String token) {
        visit.at("#ask-input").fill(token);
        visit.page().keyboard().press("Enter");
    }

    private static String filledSymbol() {
        return ats.get("/api/v1/orders?limit=2000")
                .valueStream()
                .filter(order -> !order.path("filled").asString().equals("0"))
                .map(order -> order.path("symbol").asString())
                .reduce((_, oldest) -> oldest)
                .orElseThrow();
    }

    private static String token() {
        try {
            return Files.readString(home.resolve("token")).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int posted(String path, Optional<String> token)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(ats.page().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
