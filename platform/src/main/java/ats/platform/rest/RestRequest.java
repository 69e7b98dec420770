package ats.platform.rest;

import module java.base;

/// What is asked: `target` is the encoded path with its query, `body` JSON, empty for none.
public record RestRequest(String method, String target, String body) {

    public static RestRequest get(String target) {
        return new RestRequest("GET", target, "");
    }

    public static RestRequest post(String target, String body) {
        return new RestRequest("POST", target, body);
    }

    public static RestRequest patch(String target, String body) {
        return new RestRequest("PATCH", target, body);
    }

    public static RestRequest delete(String target) {
        return new RestRequest("DELETE", target, "");
    }

    /// Method and path, without the query: what a log line may show.
    public String label() {
        int query = target.indexOf('?');
        return method + " " + (query < 0 ? target : target.substring(0, query));
    }

    /// One value of a path or query, encoded.
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
