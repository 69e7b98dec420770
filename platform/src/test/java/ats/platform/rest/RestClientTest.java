package ats.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.config.Secret;
import ats.platform.rest.RestReply.Answered;
import ats.platform.rest.RestReply.NotSent;
import ats.platform.rest.RestReply.Unanswered;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RestClientTest {
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
    }

    @Test
    void sendsMethodTargetHeadersAndBodyAndReadsTheAnswer() {
        try (var client = client("", Duration.ofSeconds(5), false)) {
            var reply = (Answered) client.send(RestRequest.patch("/echo?a=1%2C2", "{\"b\":1}"));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.body()).isEqualTo("PATCH /echo?a=1%2C2 sesame {\"b\":1}");
            assertThat(reply.header("X-Limit")).contains("7");
            assertThat(reply.retryAfterSeconds()).hasValue(3);
        }
    }

    @Test
    void readsACompressedAnswer() {
        try (var client = client("", Duration.ofSeconds(5), true)) {
            assertThat(((Answered) client.get("/zipped")).body()).isEqualTo("plain again");
        }
    }

    @Test
    void givesUpAtItsDeadlineWithAValue() {
        try (var client = client("", Duration.ofMillis(150), false)) {
            long began = System.nanoTime();
            assertThat(client.get("/slow")).isInstanceOf(Unanswered.class);
            assertThat(System.nanoTime() - began).isLessThan(1_500_000_000L);
        }
    }

    @Test
    void countsTheWaitForTheRequestBeforeItAndThenSendsNothing() throws Exception {
        try (var client = client("", Duration.ofMillis(300), false)) {
            var replies = new ConcurrentLinkedQueue<RestReply>();
            var threads =
                    IntStream.range(0, 3)
                            .mapToObj(
                                    _ ->
                                            Thread.ofVirtual()
                                                    .start(() -> replies.add(client.get("/slow"))))
                            .toList();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(replies).hasSize(3).anyMatch(NotSent.class::isInstance);
            assertThat(requests).hasSizeLessThan(3);
        }
    }

    @Test
    void keepsOneRequestOpenAtATime() throws Exception {
        try (var client = client("", Duration.ofSeconds(5), false)) {
            var threads =
                    IntStream.range(0, 4)
                            .mapToObj(_ -> Thread.ofVirtual().start(() -> client.get("/count")))
                            .toList();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(mostOpen.get()).isEqualTo(1);
        }
    }

    @Test
    void aRefusedConnectionIsAValue() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);
        var base = URI.create("http://127.0.0.1:" + port);
        var settings = new RestSettings("x", base, Map.of(), Duration.ofSeconds(2), false);
        try (var client = new RestClient(settings)) {
            assertThat(client.get("/")).isInstanceOf(Unanswered.class);
        }
    }

    @Test
    void aLinkIsFollowedOnOurOwnHostOnly() {
        try (var client = client("/massive", Duration.ofSeconds(1), false)) {
            assertThat(client.target("https://elsewhere.test/v2/a%2Fb?cursor=x%3D"))
                    .isEqualTo("/v2/a%2Fb?cursor=x%3D");
            assertThat(client.target("http://127.0.0.1:1/massive/v2/aggs")).isEqualTo("/v2/aggs");
            assertThat(((Answered) client.get("/echo")).body()).startsWith("GET /massive/echo");
        }
    }

    @Test
    void showsNeitherKeysNorQueries() {
        var settings =
                new RestSettings(
                        "x",
                        URI.create("http://localhost"),
                        Map.of("Authorization", Secret.of("sesame")),
                        Duration.ofSeconds(1),
                        false);
        assertThat(settings.toString()).doesNotContain("sesame");
        assertThat(RestRequest.get("/v2/x?apiKey=sesame").label()).isEqualTo("GET /v2/x");
    }

    private RestClient client(String prefix, Duration timeout, boolean compressed) {
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + prefix + "/");
        var keys = Map.of("X-Key", Secret.of("sesame"));
        return new RestClient(new RestSettings("x", base, keys, timeout, compressed));
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        requests.add(path);
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var key = exchange.getRequestHeaders().getFirst("X-Key");
        exchange.getResponseHeaders().add("X-Limit", "7");
        exchange.getResponseHeaders().add("Retry-After", "3");
        var answer =
                (exchange.getRequestMethod() + " " + path + " " + key + " " + body)
                        .getBytes(StandardCharsets.UTF_8);
        if (path.startsWith("/slow")) awaitRelease();
        if (path.startsWith("/count")) {
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            LockSupport.parkNanos(5_000_000);
            open.decrementAndGet();
        }
        if (path.startsWith("/zipped")) {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer = zipped("plain again");
        }
        exchange.sendResponseHeaders(422, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(bytes)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
