package ats.simulator.massive;

import module java.base;

import ats.platform.json.Json;

/// An answer that is no success, in the vendor's words.
final class Refused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    private Refused(int status, String body) {
        super(body);
        this.status = status;
        this.body = body;
    }

    static Refused error(int status, String words) {
        return new Refused(status, json("ERROR", "error", words));
    }

    static Refused notEntitled() {
        return new Refused(
                403,
                json(
                        "NOT_AUTHORIZED",
                        "message",
                        "You are not entitled to this data. Please upgrade your plan at"
                                + " https://massive.com/pricing"));
    }

    static Refused broken() {
        return new Refused(
                500, "<html><head><title>500 Internal Server Error</title></head></html>");
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }

    String contentType() {
        return body.startsWith("<") ? "text/html" : "application/json";
    }

    private static String json(String status, String field, String words) {
        return Json.mapper()
                .createObjectNode()
                .put("status", status)
                .put("request_id", "refused")
                .put(field, words)
                .toString();
    }
}
