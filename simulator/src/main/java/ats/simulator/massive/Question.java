package ats.simulator.massive;

import module java.base;

/// What a request asks: the parts of its path and its query, a cursor unpacked.
record Question(Map<String, String> path, SortedMap<String, String> query) {

    private static final String CURSOR = "cursor";

    static Question of(Map<String, String> path, Map<String, List<String>> asked) {
        var query = new TreeMap<String, String>();
        asked.forEach((name, values) -> query.put(name, values.getFirst()));
        var cursor = query.remove(CURSOR);
        if (cursor != null) {
            unpack(cursor, query);
        }
        query.remove("apiKey");
        return new Question(path, query);
    }

    String part(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(query.get(name));
    }

    int limit(int usual, int most) {
        var written = query.get("limit");
        int limit = written == null ? usual : whole("limit", written);
        if (limit < 1 || limit > most) {
            throw Refused.error(400, "'limit' must be between 1 and " + most);
        }
        return limit;
    }

    boolean descending(String field) {
        return query.getOrDefault("sort", "").equals("desc")
                || query.getOrDefault("order", "").equals("desc")
                || query.getOrDefault("sort", "").equals(field + ".desc");
    }

    int offset() {
        return whole("offset", query.getOrDefault("offset", "0"));
    }

    /// The same question, from that row on, as an opaque text.
    String cursor(int offset) {
        var next = new TreeMap<>(query);
        next.put("offset", Integer.toString(offset));
        var text =
                next.entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static int whole(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException garbage) {
            throw Refused.error(400, "'" + name + "' is not a whole number: " + text);
        }
    }

    private static void unpack(String cursor, SortedMap<String, String> query) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            for (var pair : text.split("&")) {
                int equals = pair.indexOf('=');
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException garbage) {
            throw Refused.error(400, "the cursor is invalid");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
