package ats.simulator.alpaca;

import module java.base;

import ats.platform.json.Json;

import tools.jackson.databind.node.ObjectNode;

/// The vendor's no: a status, a code of its own and a message, at times with further keys.
final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final TreeMap<String, String> more = new TreeMap<>();

    /// A body that cannot be read.
    static Refusal unreadable(String message) {
        return new Refusal(400, 40_010_000, message);
    }

    /// A field that is missing or makes no sense.
    static Refusal incomplete(String message) {
        return new Refusal(422, 40_010_001, message);
    }

    /// A request that makes sense and breaks a rule.
    static Refusal ruled(String message) {
        return new Refusal(422, 42_210_000, message);
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, 40_310_000, message);
    }

    static Refusal missing(String message) {
        return new Refusal(404, 40_410_000, message);
    }

    Refusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    Refusal with(String key, String value) {
        more.put(key, value);
        return this;
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        var body = Json.mapper().createObjectNode().put("code", code);
        more.forEach(body::put);
        return body.put("message", String.valueOf(getMessage()));
    }
}
