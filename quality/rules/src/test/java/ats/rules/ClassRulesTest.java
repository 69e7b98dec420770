package ats.rules;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Plants a violation of each rule about compiled classes, and something near it that is allowed.
final class ClassRulesTest {

    @ParameterizedTest
    @CsvSource({
        "ats.domain, ats.engine",
        "ats.domain, ats.platform",
        "ats.engine, ats.strategy",
        "ats.features, ats.engine",
        "ats.learning, ats.engine",
        "ats.strategy, ats.platform",
        "ats.platform, ats.domain",
        "ats.adapters.alpaca, ats.adapters.massive",
        "ats.adapters.alpaca, ats.services.tradingstrategy",
        "ats.adapters.alpaca, ats.simulator",
        "ats.services.tradingstrategy, ats.adapters.postgres",
        "ats.services.tradingstrategy, ats.services.dataacquisition",
        "ats.simulator, ats.strategy",
        "ats.simulator, ats.adapters.alpaca",
        "ats.launcher, ats.testkit",
        "ats.testkit, ats.simulator",
        "ats.services.tradingstrategy, ats.launcher",
        "ats.elsewhere, ats.domain"
    })
    void findsARoomThatKnowsWhatItMayNot(String room, String other) {
        assertThat(uses(room, other, false)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ats.engine, ats.domain",
        "ats.strategy, ats.engine",
        "ats.adapters.alpaca, ats.engine",
        "ats.adapters.alpaca, ats.platform",
        "ats.services.tradingstrategy, ats.strategy",
        "ats.simulator, ats.engine",
        "ats.launcher, ats.adapters.alpaca",
        "ats.launcher, ats.services.tradingstrategy",
        "ats.testkit, ats.strategy",
        "ats.system, ats.launcher"
    })
    void letsARoomKnowWhatTheTableAllows(String room, String other) {
        assertThat(uses(room, other, false)).isEmpty();
    }

    @Test
    void letsTestsKnowTheKitAndAdaptersTheSimulator() {
        assertThat(uses("ats.adapters.alpaca", "ats.simulator", true)).isEmpty();
        assertThat(uses("ats.simulator", "ats.testkit", true)).isEmpty();
        assertThat(uses("ats.platform", "ats.testkit", true)).isNotEmpty();
        assertThat(uses("ats.services.tradingstrategy", "ats.simulator", true)).isNotEmpty();
    }

    @Test
    void findsATypeThatStandsInASignatureOnly() {
        var planted =
                Compiled.planted(
                        false,
                        "package ats.platform; public interface B {}",
                        "package ats.domain; interface A { java.util.List<ats.platform.B> all();"
                                + " }");
        assertThat(find(new RoomRule(), planted)).hasSize(1);
    }

    @Test
    void findsALibraryInTheCore() {
        var planted =
                Compiled.planted(
                        false, "package ats.engine; class A { org.junit.jupiter.api.Test t; }");
        assertThat(find(new RoomRule(), planted)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.nanoTime()",
                "System.currentTimeMillis()",
                "System.getenv(\"A\")",
                "System.getProperty(\"a\")",
                "System.out",
                "java.time.Instant.now()",
                "java.time.LocalDate.now()",
                "java.time.Clock.systemUTC()",
                "java.time.ZoneId.systemDefault()",
                "Math.random()",
                "Math.log(2)",
                "Math.pow(2, 3)",
                "new java.util.Random()",
                "new java.util.SplittableRandom()",
                "java.util.concurrent.ThreadLocalRandom.current()",
                "java.util.UUID.randomUUID()",
                "new java.io.File(\"a\")",
                "java.nio.file.Path.of(\"a\")",
                "java.net.URI.create(\"a\")",
                "new java.util.HashMap<String, String>()",
                "new java.util.HashSet<String>()",
                "new java.util.concurrent.ConcurrentHashMap<String, String>()",
                "java.util.Map.of(1, 2, 3, 4)",
                "java.util.Set.of(1, 2)",
                "java.util.Set.of(new Integer[0])",
                "java.util.Map.copyOf(new java.util.TreeMap<String, String>())",
                "java.util.Set.copyOf(java.util.List.of(1))",
                "java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.toSet())",
                "java.util.stream.Stream.of(1)"
                        + ".collect(java.util.stream.Collectors.groupingBy(x -> x))",
                "(java.util.function.Supplier<Object>) java.time.Instant::now"
            })
    void findsWhatMakesTheCoreUnrepeatable(String expression) {
        assertThat(find(new RepeatableRule(), evaluating("ats.engine", expression))).isNotEmpty();
        assertThat(find(new RepeatableRule(), evaluating("ats.platform", expression))).isEmpty();
    }

    @Test
    void findsASleepInTheCore() {
        var sleeping =
                "package ats.strategy; class A { void a() throws Exception { Thread.sleep(1); } }";
        assertThat(find(new RepeatableRule(), Compiled.planted(false, sleeping))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Math.max(1, 2)",
                "Math.sqrt(2)",
                "Math.addExact(1, 2)",
                "Math.floorDiv(7, 2)",
                "StrictMath.log(2)",
                "new java.util.SplittableRandom(7)",
                "java.util.Set.of(1)",
                "java.util.Map.of()",
                "new java.util.TreeMap<String, String>()",
                "new java.util.LinkedHashMap<String, String>()",
                "java.time.Instant.ofEpochSecond(1)",
                "java.util.List.copyOf(java.util.List.of(1, 2))"
            })
    void letsTheCoreDoWhatIsAlwaysTheSame(String expression) {
        assertThat(find(new RepeatableRule(), evaluating("ats.engine", expression))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double b;",
                "float[] b;",
                "long b(double c) { return 1; }",
                "float b() { return 1; }",
                "long b(long c) { return (long) (c * 1.1); }",
                "boolean b(long c) { double d = c; return d > 2; }",
                "Object b() { return new double[3]; }",
                "long b(long c) { return Math.round(c / 3.0); }"
            })
    void findsFloatingPointWhereMoneyIs(String member) {
        assertThat(find(new ExactRule(), declaring("ats.domain", member))).isNotEmpty();
        assertThat(find(new ExactRule(), declaring("ats.engine.ledger", member))).isNotEmpty();
        assertThat(find(new ExactRule(), declaring("ats.engine.statistics", member))).isEmpty();
        assertThat(find(new ExactRule(), declaring("ats.strategy", member))).isEmpty();
    }

    @Test
    void letsTheCodecCarryTheBitsOfFeaturesOnly() {
        var carrying =
                "int b(java.nio.FloatBuffer c) { return Float.floatToRawIntBits(c.get(0)); }";
        var adding = "int b(java.nio.FloatBuffer c) { return (int) (c.get(0) + c.get(1)); }";
        assertThat(find(new ExactRule(), declaring("ats.engine.codec", carrying))).isEmpty();
        assertThat(find(new ExactRule(), declaring("ats.engine.codec", adding))).isNotEmpty();
        assertThat(find(new ExactRule(), declaring("ats.engine.ledger", carrying))).isNotEmpty();
    }

    @Test
    void letsMoneyBeLong() {
        var exact =
                declaring(
                        "ats.domain", "Double b() { return null; } long c(long d) { return -d; }");
        assertThat(find(new ExactRule(), exact)).isEmpty();
    }

    private static List<String> uses(String room, String other, boolean test) {
        var planted =
                Compiled.planted(
                        test,
                        "package " + other + "; public final class B { public static void b() {} }",
                        "package " + room + "; class A { void a() { " + other + ".B.b(); } }");
        var own = planted.stream().filter(type -> type.name().endsWith("/A")).toList();
        return find(new RoomRule(), own);
    }

    private static List<Compiled> evaluating(String room, String expression) {
        return declaring(room, "Object a() { return " + expression + "; }");
    }

    private static List<Compiled> declaring(String room, String member) {
        return Compiled.planted(false, "package " + room + "; class A { " + member + " }");
    }

    private static List<String> find(ClassRule rule, List<Compiled> types) {
        return types.stream().flatMap(type -> rule.violations(type).stream()).toList();
    }
}
