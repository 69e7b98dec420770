package ats.platform.http;

import module java.base;

/// Describes a table of routes as an OpenAPI 3.1 document.
final class OpenApi {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private OpenApi() {}

    static Map<String, Object> of(String title, List<Route> routes, List<Stream> streams) {
        var paths = new TreeMap<String, Map<String, Object>>();
        for (var route : routes) {
            paths.computeIfAbsent(route.path(), _ -> new TreeMap<>())
                    .put(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        for (var stream : streams) {
            paths.computeIfAbsent(stream.path(), _ -> new TreeMap<>())
                    .put("get", Map.of("summary", "Server-sent events",
                            "responses", responses(Role.OPEN, "text/event-stream")));
        }
        var bearer = Map.of("type", "http", "scheme", "bearer");
        return new TreeMap<>(Map.of(
                "openapi", "3.1.0",
                "info", new TreeMap<>(Map.of("title", title, "version", "1")),
                "paths", paths,
                "components", Map.of("securitySchemes", Map.of("token", bearer))));
    }

    private static Map<String, Object> operation(Route route) {
        var operation = new TreeMap<String, Object>();
        if (!route.summary().isEmpty()) operation.put("summary", route.summary());
        var parameters = PARAMETER.matcher(route.path()).results().map(OpenApi::parameter).toList();
        if (!parameters.isEmpty()) operation.put("parameters", parameters);
        switch (route.role()) {
            case OPEN -> {}
            case TOKEN -> operation.put("security", List.of(Map.of("token", List.of())));
        }
        operation.put("responses", responses(route.role(), "application/json"));
        return operation;
    }

    private static Map<String, Object> parameter(MatchResult match) {
        return new TreeMap<>(Map.of("name", match.group(1), "in", "path", "required", true,
                "schema", Map.of("type", "string")));
    }

    private static Map<String, Object> responses(Role role, String contentType) {
        var responses = new TreeMap<String, Object>();
        responses.put("200", new TreeMap<>(Map.of(
                "description", "done", "content", Map.of(contentType, Map.of()))));
        switch (role) {
            case OPEN -> {}
            case TOKEN ->
                    responses.put("401", Map.of("description", "the token is missing or wrong"));
        }
        return responses;
    }
}
