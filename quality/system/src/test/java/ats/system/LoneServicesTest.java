package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.testkit.AtsProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// Each service in a process of its own, on one home: healthy, idle, and honest about what it
/// lacks.
final class LoneServicesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private Path home;

    @Test
    void areHealthyAndIdleAndShareTheEmbeddedDatabase() throws Exception {
        try (var owner = start("data-acquisition")) {
            assertIdle(owner);
            try (var guest = start("trading-strategy");
                    var controller = start("system-controller")) {
                assertIdle(guest);
                var address = address(controller);
                assertThat(controller.out()).contains("without a bus shared with other processes");
                assertThat(ask(address, "/health/ready")).isEqualTo(200);
                assertThat(ask(address, "/api/v1/services")).isEqualTo(200);

                var reset = AtsProcess.run(home, "reset", "--yes");
                assertThat(reset.status()).isEqualTo(64);
                assertThat(reset.err())
                        .hasLineCount(1)
                        .contains("uses the database of " + home, "stop it first");
                assertThat(home.resolve("data/postgres/postmaster.pid")).exists();

                stops(controller);
                stops(guest);
            }
            owner.kill();
        }
        adoptsTheDatabaseOfOneThatWasKilled();
        var reset = AtsProcess.run(home, "reset", "--yes");
        assertThat(reset.status()).as(reset.err()).isZero();
        assertThat(home.resolve("data")).doesNotExist();
    }

    private void adoptsTheDatabaseOfOneThatWasKilled() throws Exception {
        long orphan = postmaster();
        assertThat(ProcessHandle.of(orphan)).isPresent();
        try (var next = start("trading-strategy")) {
            assertIdle(next);
            assertThat(postmaster()).isEqualTo(orphan);
            stops(next);
        }
        // the server removes this when it has stopped in good order
        assertThat(home.resolve("data/postgres/postmaster.pid")).doesNotExist();
    }

    /// As a container is stopped.
    private static void stops(AtsProcess service) {
        service.signal("TERM");
        assertThat(service.ended(PATIENCE).status()).as(service.err()).isEqualTo(143);
    }

    private AtsProcess start(String service) {
        return AtsProcess.start(home, Map.of(), "run", service);
    }

    private void assertIdle(AtsProcess service) throws Exception {
        var address = address(service);
        assertThat(service.out()).contains("alone, without a bus shared with other processes");
        assertThat(ask(address, "/health/live")).isEqualTo(200);
        assertThat(ask(address, "/health/ready")).isEqualTo(200);
        assertThat(ask(address, "/metrics")).isEqualTo(200);
    }

    private static URI address(AtsProcess service) {
        var pattern = Pattern.compile("(?:health|page) (http://\\S+)");
        return service.await(
                PATIENCE,
                "an address",
                () ->
                        pattern.matcher(service.out())
                                .results()
                                .map(found -> URI.create(found.group(1)))
                                .findFirst());
    }

    private long postmaster() throws IOException {
        var file = home.resolve("data/postgres/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }

    private static int ask(URI address, String path) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
