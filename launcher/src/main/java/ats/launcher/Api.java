package ats.launcher;

import module java.base;

import ats.platform.Fault;
import ats.platform.config.Secret;
import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// The running system's API, as the commands that show and steer it call it.
record Api(HttpClient http, URI page, Secret token) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Api of(Home home, Home.Running who) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Api(http, URI.create(who.page()), home.secret());
    }

    JsonNode get(String path) {
        return answer(request(path).GET().build());
    }

    JsonNode post(String path, Object body) {
        return answer(
                request(path)
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                        .build());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(page.resolve(path)).timeout(PATIENCE);
    }

    private JsonNode answer(HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            var body = Json.parse(answer.body());
            if (answer.statusCode() >= 400) {
                throw Fault.venue(Json.text(body, "error").orElse("status " + answer.statusCode()));
            }
            return body;
        } catch (IOException lost) {
            throw Fault.retryable(page + " does not answer: " + lost.getMessage(), lost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Fault.retryable("interrupted while asking " + page, stopped);
        }
    }
}
