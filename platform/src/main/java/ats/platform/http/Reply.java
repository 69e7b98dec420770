package ats.platform.http;

import ats.platform.json.Json;

import module java.base;

/// An answer: status, content type and body.
@SuppressWarnings("ArrayRecordComponent") // a body is written once and never compared
public record Reply(int status, String contentType, byte[] body) {
    public static Reply json(Object value) {
        return json(200, value);
    }

    public static Reply json(int status, Object value) {
        return new Reply(status, "application/json", Json.bytes(value));
    }

    /// One clear line for whoever asked wrongly, as `{"error": …}`.
    public static Reply error(int status, String line) {
        return json(status, Map.of("error", line));
    }

    public static Reply text(String text) {
        return new Reply(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply bytes(String contentType, byte[] body) {
        return new Reply(200, contentType, body);
    }

    public static Reply empty() {
        return new Reply(204, "", new byte[0]);
    }

    public Reply withStatus(int other) {
        return new Reply(other, contentType, body);
    }
}
