package ats.simulator.unusualwhales;

import module java.base;

import ats.platform.json.Json;

/// An answer that is no success, in the vendor's words.
final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    private Refusal(int status, String body) {
        super(body);
        this.status = status;
        this.body = body;
    }

    static Refusal unauthorized() {
        return new Refusal(401, "{\"message\":\"invalid token\"}");
    }

    /// What is in this body is not known, so there is none.
    static Refusal tooMany() {
        return new Refusal(429, "");
    }

    static Refusal broken() {
        return new Refusal(500, "Something went wrong");
    }

    static Refusal unknown() {
        return new Refusal(404, "{}");
    }

    static Refusal historyMissing(String parameter, LocalDate asked, LocalDate first, int days) {
        return new Refusal(
                403,
                Json.mapper()
                        .createObjectNode()
                        .put("code", "historic_data_access_missing")
                        .put(
                                "message",
                                "The earliest date currently available to you is "
                                        + first
                                        + " ("
                                        + days
                                        + " trading days) so "
                                        + asked
                                        + " in query param "
                                        + parameter
                                        + " will not return historical data.\n")
                        .toString());
    }

    /// `words` say which part of the path or the query, and give a valid example.
    static Refusal invalid(String path, String query, String words) {
        return new Refusal(
                422,
                Json.mapper()
                        .createObjectNode()
                        .put("msg", words)
                        .put("path", path)
                        .put("query", query)
                        .put("url", "localhost" + path + (query.isEmpty() ? "" : "?" + query))
                        .toString());
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }

    String contentType() {
        return body.startsWith("{") ? "application/json" : "text/plain";
    }
}
