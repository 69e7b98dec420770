package ats.platform.http;

import module java.base;

/// What a caller asked.
public record Request(
        Map<String, String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {
    public Request {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = Collections.unmodifiableMap(byName);
    }

    /// A part of the path that the route's table names in braces.
    public String path(String name) {
        var value = path.get(name);
        if (value == null) throw new IllegalArgumentException("the route has no {" + name + "}");
        return value;
    }

    /// The first value of a query parameter.
    public Optional<String> query(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
