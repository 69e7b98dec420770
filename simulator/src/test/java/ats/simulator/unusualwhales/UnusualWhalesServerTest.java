package ats.simulator.unusualwhales;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.NewYorkCalendar;
import ats.domain.Symbol;
import ats.platform.json.Json;
import ats.platform.lockstep.CountedLockstep;
import ats.simulator.market.Course;
import ats.simulator.market.FrameQueue;
import ats.simulator.market.MarketDriver;
import ats.simulator.market.Pace;
import ats.simulator.market.VirtualClock;
import ats.simulator.market.Watcher;
import ats.simulator.source.OptionsFlow;
import ats.simulator.source.SeededFlow;
import ats.simulator.source.SeededMarket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;

final class UnusualWhalesServerTest {
    private static final NewYorkCalendar CALENDAR = new NewYorkCalendar();
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final Symbol ASTER = Symbol.of("ASTER");
    private static final long OPEN = CALENDAR.session(FIRST).orElseThrow().open();
    private static final long DAY = Duration.ofDays(1).toNanos();
    private static final String LIST = "/api/option-trades/flow-alerts";
    private static final String JOIN = "{\"channel\":\"flow-alerts\",\"msg_type\":\"join\"}";

    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(20));
    private final VirtualClock clock = new VirtualClock(OPEN);
    private final FrameQueue frames = FrameQueue.stepped();
    private final SeededMarket prices =
            new SeededMarket(7, FIRST, CALENDAR, List.of(ASTER, Symbol.of("BASIL")));
    private final SeededFlow flow = new SeededFlow(7, prices, CALENDAR);
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Optional<UnusualWhalesServer> open = Optional.empty();

    @AfterEach
    void close() {
        http.shutdownNow();
        open.ifPresent(UnusualWhalesServer::close);
        frames.close();
    }

    @Test
    void listsTheNewestFirstAndNothingOfTheFuture() {
        var server = server(FlowOptions.of("key"));
        var past = flow.between(ASTER, OPEN - 90 * DAY, OPEN + 1);
        var rows = rows(get(server, LIST + "?ticker_symbol=ASTER"));
        assertThat(rows).hasSize(100);
        assertThat(rows.getFirst().path("created_at").asString())
                .isEqualTo(written(past.getLast()));
        assertThat(rows.getFirst().path("total_premium").isString()).isTrue();
        assertThat(rows.getFirst().has("id")).isFalse();
        assertThat(rows(get(server, LIST + "?limit=3"))).hasSize(3);
    }

    @Test
    void filtersByTickerTimeRightAndPremium() {
        var server = server(FlowOptions.of("key"));
        var past = flow.between(ASTER, OPEN - 5 * DAY, OPEN + 1);
        var middle = past.get(past.size() / 2);
        long millis = middle.madeAt() / 1_000_000;
        var since = rows(get(server, LIST + "?ticker_symbol=-BASIL&newer_than=" + millis));
        assertThat(since).hasSize(past.size() - past.size() / 2);
        var before =
                rows(
                        get(
                                server,
                                LIST
                                        + "?ticker_symbol=ASTER,NOSUCH&older_than="
                                        + written(middle)));
        assertThat(before.getFirst().path("created_at").asString())
                .isEqualTo(written(past.get(past.size() / 2 - 1)));
        var puts = rows(get(server, LIST + "?is_call=false&min_premium=20000&max_premium=50000"));
        assertThat(puts).isNotEmpty().allMatch(row -> row.path("type").asString().equals("put"));
        assertThat(puts).allMatch(row -> premium(row) >= 20_000 && premium(row) <= 50_000);
    }

    @Test
    void refusesInTheVendorsWords() {
        var server = server(FlowOptions.of("key").withHistoryDays(5));
        var stranger = answer(server, LIST, "other");
        assertThat(stranger.statusCode()).isEqualTo(401);
        var old = get(server, LIST + "?newer_than=2025-12-01");
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(Json.parse(old.body()).path("code").asString())
                .isEqualTo("historic_data_access_missing");
        assertThat(Json.parse(old.body()).path("message").asString())
                .contains("is 2025-12-29 (5 trading days) so 2025-12-01 in query param newer_than");
        assertThat(get(server, LIST + "?newer_than=2025-12-29").statusCode()).isEqualTo(200);
        var invalid = get(server, LIST + "?limit=201");
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(Json.parse(invalid.body()).path("msg").asString()).contains("limit=201");
        assertThat(get(server, LIST + "?older_than=soon").statusCode()).isEqualTo(422);
        assertThat(get(server, "/api/stock/MSFT12/flow-alerts").statusCode()).isEqualTo(422);
        assertThat(get(server, "/api/stock/NOSUCH/flow-alerts").body()).isEqualTo("{}");
        assertThat(get(server, "/api/nothing").statusCode()).isEqualTo(404);
        assertThat(rows(get(server, "/api/stock/ASTER/flow-alerts?limit=2"))).hasSize(2);
        server.faults().serverErrors(1);
        assertThat(get(server, LIST).body()).isEqualTo("Something went wrong");
    }

    @Test
    void countsRequestsInMarketTimeAndTellsWhatIsLeft() {
        var server = server(FlowOptions.of("key").withRates(2, 4));
        assertThat(header(get(server, LIST), "x-uw-req-per-minute-remaining")).isEqualTo("1");
        assertThat(header(get(server, LIST), "x-uw-req-per-minute-reset")).isEqualTo("60000");
        var spent = get(server, LIST);
        assertThat(spent.statusCode()).isEqualTo(429);
        assertThat(header(spent, "retry-after")).isEqualTo("60");
        run(OPEN + Duration.ofSeconds(61).toNanos());
        assertThat(get(server, LIST).statusCode()).isEqualTo(200);
        var today = get(server, LIST);
        assertThat(today.statusCode()).isEqualTo(429);
        assertThat(header(today, "x-uw-daily-req-count")).isEqualTo("5");
        assertThat(header(today, "x-uw-token-req-limit")).isEqualTo("4");
    }

    @Test
    void streamsEachAlertWhenItIsMade() throws Exception {
        var server = server(FlowOptions.of("key"));
        joined(server);
        run(OPEN + DAY);
        var made =
                Stream.of("ASTER", "BASIL")
                        .flatMap(name -> flow.between(Symbol.of(name), OPEN, OPEN + DAY).stream())
                        .sorted(Comparator.comparingLong(OptionsFlow::madeAt))
                        .toList();
        assertThat(server.frames()).isEqualTo(made.size());
        for (var each : made) {
            var payload = Json.parse(next()).path(1);
            assertThat(payload.path("id").asString()).isEqualTo(each.id().toString());
            assertThat(payload.path("total_premium").isNumber()).isTrue();
            assertThat(payload.path("executed_at").asLong())
                    .isEqualTo(each.times().to() / 1_000_000);
            assertThat(payload.has("strike")).isFalse();
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void admitsNobodyWithoutAKeyAndNoPlanWithoutAStream() throws Exception {
        var server = server(FlowOptions.of("key").withoutStreams());
        var refused =
                http.newWebSocketBuilder()
                        .buildAsync(URI.create(server.streamAddress() + "?token=x"), new Ear())
                        .handle((_, failed) -> failed)
                        .join();
        assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
        connected(server).sendText(JOIN, true).join();
        assertThat(next()).contains("\"status\":\"error\"");
    }

    private UnusualWhalesServer server(FlowOptions options) {
        var made =
                new UnusualWhalesServer(
                        new FlowMarket(flow, CALENDAR, clock, lockstep, frames), options);
        open = Optional.of(made);
        return made;
    }

    private void run(long to) {
        new MarketDriver(
                        new MarketDriver.Market(prices, CALENDAR, List.of()),
                        new MarketDriver.Machinery(clock, lockstep, frames),
                        new Course(clock.now(), to, Pace.max()),
                        Watcher.none())
                .run();
    }

    private void joined(UnusualWhalesServer server) throws InterruptedException {
        connected(server).sendText(JOIN, true).join();
        assertThat(Json.parse(next()).path(1).path("status").asString()).isEqualTo("ok");
    }

    private WebSocket connected(UnusualWhalesServer server) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(server.streamAddress() + "?token=key"), new Ear())
                .join();
    }

    private String next() throws InterruptedException {
        return Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "nothing was heard");
    }

    private HttpResponse<String> get(UnusualWhalesServer server, String target) {
        return answer(server, target, "key");
    }

    private HttpResponse<String> answer(UnusualWhalesServer server, String target, String key) {
        var request =
                HttpRequest.newBuilder(URI.create(server.address() + target))
                        .header("Authorization", "Bearer " + key)
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private static List<JsonNode> rows(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return List.copyOf(Json.parse(answer.body()).path("data").values());
    }

    private static double premium(JsonNode row) {
        return Double.parseDouble(row.path("total_premium").asString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String written(OptionsFlow flow) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                .format(Instant.ofEpochSecond(0, flow.madeAt()).atZone(ZoneOffset.UTC));
    }

    /// Ends the work of each alert, as a customer does.
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(text.toString());
                if (!text.toString().contains("\"response\"")) {
                    lockstep.work("unusualwhales.frames").end();
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
