package ats.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Secret;
import ats.platform.json.Json;
import ats.platform.metrics.Metrics;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

final class HttpServerTest {
    private static final Metrics METRICS = new Metrics();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final BlockingQueue<Subscriber> JOINED = new LinkedBlockingQueue<>();
    private static final CountDownLatch LEFT = new CountDownLatch(1);
    private static final AtomicReference<Secret> TOKEN =
            new AtomicReference<>(Secret.of("open sesame"));
    private static HttpServer server = start(anyPort());

    @BeforeAll
    static void isUp() {
        assertThat(server.port()).isPositive();
    }

    @AfterAll
    static void stop() {
        server.close();
        CLIENT.close();
        METRICS.close();
    }

    @Test
    void answersARouteWithItsParameters() throws Exception {
        var answer = get("/orders/7?side=buy&side=sell");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":\"7\",\"side\":\"buy\"}");
        assertThat(header(answer, "Content-Type")).startsWith("application/json");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void handsTheBodyToTheEndpoint() throws Exception {
        var posted = post("/echo", "grüße", Optional.of("Bearer open sesame"));
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("grüße");
    }

    @Test
    void refusesWithoutTheRightToken() throws Exception {
        var wrongs = List.of("", "Bearer ", "Bearer open", "open sesame", "Basic open sesame");
        for (var wrong : wrongs) {
            var answer = post("/echo", "x", Optional.of(wrong).filter(text -> !text.isEmpty()));
            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
            assertThat(header(answer, "Connection")).as(wrong).isEqualTo("close");
            assertThat(answer.body()).contains("token is missing or wrong").doesNotContain("\n");
        }
        TOKEN.set(Secret.of("renewed"));
        var old = Optional.of("Bearer open sesame");
        assertThat(post("/echo", "x", old).statusCode()).isEqualTo(401);
        assertThat(post("/echo", "x", Optional.of("Bearer renewed")).statusCode()).isEqualTo(200);
        TOKEN.set(Secret.none());
        assertThat(post("/echo", "x", Optional.of("Bearer ")).statusCode()).isEqualTo(401);
        TOKEN.set(Secret.of("open sesame"));
    }

    @Test
    void turnsFaultsIntoAnswersByTheirKind() throws Exception {
        assertThat(get("/fault/misuse").statusCode()).isEqualTo(400);
        assertThat(get("/fault/retryable").statusCode()).isEqualTo(503);
        assertThat(get("/fault/venue").statusCode()).isEqualTo(502);
        var broken = get("/fault/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).doesNotContain("inner detail");
    }

    @Test
    void refusesForeignHostNames() throws IOException {
        assertThat(rawStatus("GET /orders/7 HTTP/1.1\r\nHost: evil.example:80")).isEqualTo(421);
        assertThat(rawStatus("GET / HTTP/1.1\r\nHost: evil.example")).isEqualTo(421);
        assertThat(rawStatus("GET /orders/7 HTTP/1.1\r\nHost: 10.0.0.1")).isEqualTo(421);
        assertThat(rawStatus("GET /orders/7 HTTP/1.1\r\nHost: localhost:1234")).isEqualTo(200);
        assertThat(rawStatus("GET /orders/7 HTTP/1.1\r\nHost: [::1]:1")).isEqualTo(200);
        assertThat(rawStatus("GET /orders/7 HTTP/1.1\r\nHost: Page.Example")).isEqualTo(200);
    }

    @Test
    void servesPagesWithTypesTagsAndAStrictPolicy() throws Exception {
        var index = get("/");
        assertThat(index.body()).contains("<title>test page</title>");
        assertThat(header(index, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(header(index, "Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(header(index, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(index, "Cache-Control")).isEqualTo("no-cache");
        var again = send(request("/").header("If-None-Match", header(index, "ETag")).build());
        assertThat(again.statusCode()).isEqualTo(304);
        var script = get("/assets/page-1a2b.js");
        assertThat(header(script, "Content-Type")).startsWith("text/javascript");
        assertThat(header(script, "Cache-Control")).contains("immutable");
    }

    @Test
    void compressesPagesForThoseWhoCanRead() throws Exception {
        var request = request("/assets/page-1a2b.js").header("Accept-Encoding", "gzip").build();
        var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var stream = new GZIPInputStream(answer.body())) {
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("console.log(");
        }
    }

    @Test
    void servesNothingFromOutsideTheFolder() throws IOException, InterruptedException {
        for (var path :
                List.of(
                        "/../logback.xml",
                        "/assets/../../x.html",
                        "/%2e%2e/x.html",
                        "/assets",
                        "/assets/",
                        "/none.html",
                        "//etc/hosts.txt",
                        "/.hidden.txt")) {
            assertThat(rawStatus("GET " + path + " HTTP/1.1\r\nHost: localhost"))
                    .as(path)
                    .isBetween(400, 404);
        }
        assertThat(get("/api/none").body()).contains("nothing at /api/none");
    }

    @Test
    void sendsEventsToThoseWhoListenAndNoticesWhenTheyLeave() throws Exception {
        JOINED.clear();
        var lines = new LinkedBlockingQueue<String>();
        var reader =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (var socket = connect("GET /events HTTP/1.1")) {
                                        reader(socket)
                                                .lines()
                                                .takeWhile(_ -> !lines.contains("data: last"))
                                                .forEach(lines::add);
                                    } catch (IOException failed) {
                                        lines.add(failed.toString());
                                    }
                                });
        var subscriber = Objects.requireNonNull(JOINED.poll(5, TimeUnit.SECONDS));
        subscriber.onClose(LEFT::countDown);
        assertThat(subscriber.send("equity", "one\ntwo")).isTrue();
        assertThat(subscriber.send("equity", "last")).isTrue();
        assertThat(METRICS.scrape()).contains("http_server_stream_clients{server=\"ats\"} 1.0");
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (LEFT.getCount() > 0 && System.nanoTime() < deadline) {
            subscriber.send("equity", "more");
            Thread.sleep(10);
        }
        assertThat(reader.join(Duration.ofSeconds(5))).isTrue();
        assertThat(lines)
                .containsSubsequence(
                        "event: equity",
                        "data: one",
                        "data: two",
                        "",
                        "event: equity",
                        "data: last");
        assertThat(LEFT.getCount()).isZero();
        assertThat(subscriber.send("equity", "gone")).isFalse();
    }

    @Test
    void dropsAReaderThatDoesNotRead() throws Exception {
        JOINED.clear();
        try (var _ = connect("GET /events HTTP/1.1")) {
            var subscriber = Objects.requireNonNull(JOINED.poll(5, TimeUnit.SECONDS));
            var gone = new CountDownLatch(1);
            subscriber.onClose(gone::countDown);
            var large = "x".repeat(100_000);
            int sent = 0;
            while (sent < 2_000 && subscriber.send("flood", large)) {
                sent++;
            }
            assertThat(sent).isLessThan(2_000);
            assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void describesItsTable() throws Exception {
        var document = Json.parse(get("/openapi.json").body());
        assertThat(document.at("/openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/paths/~1orders~1{id}/get/parameters/0/name").asString())
                .isEqualTo("id");
        assertThat(document.at("/paths/~1echo/post/security").size()).isEqualTo(1);
        assertThat(document.at("/paths/~1echo/post/summary").asString()).isEqualTo("says it back");
        assertThat(document.at("/paths/~1events/get").isObject()).isTrue();
    }

    @Test
    void timesEveryRoute() throws Exception {
        get("/orders/8");
        assertThat(METRICS.scrape())
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",path=\"/orders/{id}\","
                                + "status=\"200\"}");
    }

    @Test
    void saysWhichSettingToChangeWhenThePortIsTaken() {
        var taken = new HttpSettings("127.0.0.1", server.port(), List.of());
        assertThatThrownBy(() -> start(taken))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.MISUSE))
                .hasMessageContaining("http.port")
                .hasMessageContaining(Integer.toString(server.port()))
                .hasMessageNotContaining("\n");
    }

    @Test
    void finishesRunningRequestsWhenItCloses() throws Exception {
        var entered = new CountDownLatch(1);
        var slow =
                new Route(
                        Method.GET,
                        "/slow",
                        Role.OPEN,
                        _ -> {
                            entered.countDown();
                            pause(200);
                            return Reply.text("done");
                        });
        var closing = HttpServer.builder(METRICS).bind(anyPort()).routes(List.of(slow)).start();
        var request = HttpRequest.newBuilder(closing.address().resolve("/slow")).build();
        var answer = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        closing.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(answer.get(5, TimeUnit.SECONDS).body()).isEqualTo("done");
    }

    private static HttpServer start(HttpSettings settings) {
        var echo =
                new Route(
                        Method.POST,
                        "/echo",
                        Role.TOKEN,
                        request -> Reply.text(request.body()),
                        "says it back");
        return HttpServer.builder(METRICS)
                .bind(settings)
                .token(TOKEN::get)
                .routes(
                        List.of(
                                echo,
                                new Route(
                                        Method.GET,
                                        "/orders/{id}",
                                        Role.OPEN,
                                        HttpServerTest::order),
                                new Route(
                                        Method.GET,
                                        "/fault/{kind}",
                                        Role.OPEN,
                                        HttpServerTest::fail)))
                .streams(List.of(new Stream("/events", JOINED::add)))
                .pages("/test-pages")
                .start();
    }

    private static HttpSettings anyPort() {
        return new HttpSettings("127.0.0.1", 0, List.of("page.example"));
    }

    private static Reply order(Request request) {
        var answer = new TreeMap<String, String>();
        answer.put("id", request.path("id"));
        request.query("side").ifPresent(side -> answer.put("side", side));
        return Reply.json(answer);
    }

    private static Reply fail(Request request) {
        throw switch (request.path("kind")) {
            case "misuse" -> Fault.misuse("no such order");
            case "retryable" -> Fault.retryable("database stopped");
            case "venue" -> Fault.venue("garbage");
            default -> new IllegalStateException("inner detail");
        };
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private static HttpResponse<String> post(
            String path, String body, Optional<String> authorization)
            throws IOException, InterruptedException {
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static int rawStatus(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var request = head + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return Integer.parseInt(reader(socket).readLine().substring(9, 12));
        }
    }

    private static Socket connect(String line) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        var request = line + "\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
