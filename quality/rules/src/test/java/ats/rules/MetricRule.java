package ats.rules;

import module java.base;

import ats.platform.metrics.Metrics;

import com.zaxxer.hikari.metrics.PoolStats;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;

/// Every metric that an alert or a dashboard asks for is one that some service publishes, under the
/// name that it has for Prometheus.
record MetricRule(Set<String> published) {

    private static final Pattern METER =
            Pattern.compile("\\b(counter|gauge|timer)\\(\\s*\"([^\"]+)\"");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)[{ ]");
    private static final List<String> TIMED = List.of("_seconds_count", "_seconds_sum");

    /// There once the first collection is over.
    private static final String PAUSE = "jvm_gc_pause";

    private static final Set<String> WORDS = Set.of("and", "or", "unless", "up");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(?!\\s*\\()\\b");

    /// What the services' sources make, and what the libraries add that they hand their meters to.
    static MetricRule of(Product product) {
        var sources =
                product.sources().stream()
                        .filter(path -> path.toString().contains("/src/main/"))
                        .map(Product::text)
                        .collect(Collectors.joining("\n"));
        var published = new TreeSet<>(made(sources));
        published.addAll(added());
        return new MetricRule(published);
    }

    /// The names of the meters that a source makes, each by its kind.
    static Set<String> made(String source) {
        return METER.matcher(source)
                .results()
                .flatMap(meter -> written(meter.group(1), meter.group(2).replace('.', '_')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> written(String kind, String name) {
        return switch (kind) {
            case "counter" -> Stream.of(name + "_total");
            case "timer" -> TIMED.stream().map(end -> name + end);
            default -> Stream.of(name);
        };
    }

    /// As a scrape of a process shows them that has a pool of connections.
    static Set<String> added() {
        try (var metrics = new Metrics();
                var _ =
                        new MicrometerMetricsTrackerFactory(metrics.registry())
                                .create("pool", new Idle())) {
            return Stream.concat(
                            SAMPLE.matcher(metrics.scrape()).results().map(found -> found.group(1)),
                            written("timer", PAUSE))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
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
                .filter(name -> !WORDS.contains(name) && !called(bare, name))
                .filter(name -> !published.contains(name))
                .distinct()
                .map(name -> "nobody publishes " + name)
                .toList();
    }

    private static boolean called(String expression, String name) {
        return Pattern.compile("\\b" + name + "\\s*\\(").matcher(expression).find();
    }

    /// A pool without connections.
    private static final class Idle extends PoolStats {

        Idle() {
            super(1);
        }

        @Override
        protected void update() {
            idleConnections = 0;
        }
    }
}
