package ats.simulator.alpaca;

import ats.platform.json.Json;

import tools.jackson.databind.JsonNode;

/// An answer before it is written.
record Reply(int status, String contentType, String body) {

    static Reply of(JsonNode body) {
        return of(200, body);
    }

    static Reply of(int status, JsonNode body) {
        return new Reply(status, "application/json", Json.write(body));
    }

    static Reply of(Refusal refusal) {
        return of(refusal.status(), refusal.body());
    }

    static Reply nothing() {
        return new Reply(204, "", "");
    }

    static Reply html(int status, String text) {
        return new Reply(
                status,
                "text/html",
                "<html><body><h1>" + status + " " + text + "</h1></body></html>");
    }

    /// As a connection that breaks leaves it.
    Reply half() {
        return new Reply(status, contentType, body.substring(0, body.length() / 2));
    }
}
