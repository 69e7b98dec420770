package ats.simulator.alpaca;

import module java.base;

import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/// What a plain client got.
record Answer(int status, String body, HttpHeaders headers) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response.headers());
    }

    JsonNode json() {
        return Json.parse(body);
    }

    String text(String field) {
        return Json.text(json(), field).orElse("");
    }

    /// That field of each row.
    List<String> each(String field) {
        return json().values().stream().map(row -> Json.text(row, field).orElse("")).toList();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
