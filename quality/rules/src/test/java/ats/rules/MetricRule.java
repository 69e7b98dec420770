package ats.rules;

import module java.base;

/// Every metric that an alert or a dashboard asks for is one that some service publishes.
record MetricRule(String sources) {

    /// Published by the libraries that watch the JVM, its pool of connections and its HTTP server.
    private static final List<String> LIBRARIES =
            List.of("jvm_", "process_", "hikaricp_", "http_server_");

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "up");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(?!\\s*\\()\\b");

    /// The Java sources' texts, in which a meter stands by its name in quotes.
    static MetricRule of(Product product) {
        return new MetricRule(
                product.sources().stream()
                        .filter(path -> path.toString().contains("/src/main/"))
                        .map(Product::text)
                        .collect(Collectors.joining("\n")));
    }

    List<String> violations(String expression) {
        var bare =
                expression
                        .replaceAll("\"[^\"]*\"", " ")
                        .replaceAll("\\{[^}]*}|\\[[^]]*]", " ")
                        .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", " ");
        return NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name) && !called(bare, name) && !published(name))
                .distinct()
                .map(name -> "nobody publishes " + name)
                .toList();
    }

    private static boolean called(String expression, String name) {
        return Pattern.compile("\\b" + name + "\\s*\\(").matcher(expression).find();
    }

    private boolean published(String name) {
        if (LIBRARIES.stream().anyMatch(name::startsWith)) {
            return true;
        }
        var written = name.replaceFirst("_total$", "");
        return sources.contains("\"" + written + "\"")
                || sources.contains("\"" + written.replace('_', '.') + "\"");
    }
}
