package ats.rules;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;

/// Plants a violation of each rule about sources, and something near it that is allowed.
final class SourceRulesTest {

    private static final String MAIN = "platform/src/main/java/ats/platform/Planted.java";
    private static final String TEST = "platform/src/test/java/ats/platform/PlantedTest.java";

    @Test
    void findsALineOfMoreThanAHundredColumns() {
        var rule = new LayoutRule();
        assertThat(find(rule, "// " + "x".repeat(97) + "\nclass A {}")).isEmpty();
        assertThat(find(rule, "// " + "x".repeat(98) + "\nclass A {}"))
                .singleElement()
                .asString()
                .contains(":1: 101 columns");
    }

    @Test
    void findsAFileOfMoreThanFourHundredLines() {
        var rule = new LayoutRule();
        assertThat(find(rule, "//\n".repeat(399) + "class A {}")).isEmpty();
        assertThat(find(rule, "//\n".repeat(400) + "class A {}"))
                .singleElement()
                .asString()
                .contains("401 lines");
    }

    @Test
    void findsAMethodOfMoreThanFiftyLines() {
        var rule = new LayoutRule();
        assertThat(find(rule, "class A { void a() {\n" + "a();\n".repeat(48) + "} }")).isEmpty();
        assertThat(find(rule, "class A { void a() {\n" + "a();\n".repeat(49) + "} }"))
                .singleElement()
                .asString()
                .contains("51 lines in a");
    }

    @Test
    void findsASixthParameter() {
        var six = "int a, int b, int c, int d, int e, int f";
        var rule = new LayoutRule();
        assertThat(find(rule, "class A { void a(int a, int b, int c, int d, int e) {} }"))
                .isEmpty();
        assertThat(find(rule, "class A { void a(" + six + ") {} }")).hasSize(1);
        assertThat(find(rule, "class A { A(" + six + ") {} }")).hasSize(1);
        assertThat(find(rule, "record A(" + six + ") { static int z; }")).isEmpty();
        assertThat(find(rule, "record A(" + six + ") {\nA(" + six + ") { this.a = a; } }"))
                .isEmpty();
        assertThat(find(rule, "record A(int z) { A(" + six + ") { this(a); } }")).hasSize(1);
    }

    @Test
    void findsAClassThatOthersMayExtend() {
        var rule = new TypeRule();
        assertThat(find(rule, "class A {}")).hasSize(1);
        assertThat(find(rule, "final class A { static class B {} }")).hasSize(1);
        assertThat(find(rule, "non-sealed class A implements B {}")).hasSize(1);
        assertThat(find(rule, "final class A { Object b = new Object() {}; }")).isEmpty();
        assertThat(find(rule, "class A extends RuntimeException {}")).isEmpty();
        assertThat(find(rule, "record A() {} enum B {} interface C {}")).isEmpty();
    }

    @Test
    void findsAPublicTypeWithoutAComment() {
        var rule = new TypeRule();
        assertThat(find(rule, "public final class A {}")).hasSize(1);
        assertThat(find(rule, "/** A. */\npublic final class A {}")).hasSize(1);
        assertThat(find(rule, "/// A.\npublic final class A {\npublic record B() {} }")).hasSize(1);
        assertThat(find(rule, "/// A.\n@Deprecated\npublic final class A {}")).isEmpty();
    }

    @Test
    void findsUnfinishedWork() {
        assertThat(find(new WordRule(), "// TO" + "DO later\nclass A {}")).hasSize(1);
        assertThat(find(new WordRule(), "// FIX" + "ME\nclass A {}")).hasSize(1);
        assertThat(find(new WordRule(), "// XX" + "X\nclass A {}")).hasSize(1);
    }

    @Test
    void findsPartsThatWeDoNotBuildOn() {
        assertThat(find(new WordRule(), "class A { Thread" + "Local<String> b; }")).hasSize(1);
        assertThat(find(new WordRule(), "class A { Structured" + "TaskScope<String> b; }"))
                .hasSize(1);
        assertThat(find(new WordRule(), "import org.mock" + "ito.Mock; class A {}")).hasSize(1);
        assertThat(find(new WordRule(), "class A { ScopedValue<String> b; }")).isEmpty();
    }

    @Test
    void findsASuppressionWithoutItsReason() {
        var suppression = "@Suppress" + "Warnings(\"restricted\")";
        assertThat(find(new WordRule(), suppression + "\nclass A {}")).hasSize(1);
        assertThat(find(new WordRule(), suppression + " // calls libc\nclass A {}")).isEmpty();
    }

    @Test
    void findsImportsThatHideWhatTheyBring() {
        var rule = new ImportRule();
        assertThat(find(rule, "import java.util.*; class A {}")).hasSize(1);
        assertThat(find(rule, "import module java.sql; class A {}")).hasSize(1);
        assertThat(find(rule, "import static java.lang.StrictMath.log; class A {}")).hasSize(1);
        assertThat(find(rule, "import module java.base; import java.sql.Date; class A {}"))
                .isEmpty();
        var assertion = "import static org.assertj.core.api.Assertions.assertThat; class A {}";
        assertThat(find(rule, assertion)).hasSize(1);
        assertThat(rule.violations(Source.planted(TEST, assertion))).isEmpty();
    }

    @Test
    void findsACatchOfEverything() {
        var rule = new CatchRule();
        assertThat(find(rule, caught("Exception all) {"))).hasSize(1);
        assertThat(find(rule, caught("IllegalStateException | Throwable all) {"))).hasSize(1);
        assertThat(find(rule, caught("Exception all) { // the top of the thread\n"))).isEmpty();
        assertThat(find(rule, caught("Exception all) {\n// the top of the thread\n"))).isEmpty();
        assertThat(find(rule, caught("IllegalStateException one) {"))).isEmpty();
    }

    @Test
    void findsADefaultOverAClosedTypeOfOurs() {
        var ours = "enum Side { BUY, SELL } sealed interface E { record F(int x) implements E {} }";
        var byEnum = "void a(Side s) { switch (s) { case BUY -> {} default -> {} } }";
        var byType = "int a(E e) { return switch (e) { case E.F(_) -> 1; default -> 2; }; }";
        var foreign = "void a(Object s) { switch (s) { case String t -> {} default -> {} } }";
        var complete = "void a(Side s) { switch (s) { case BUY -> {} case SELL -> {} } }";
        var text = "void a(String s) { switch (s) { case \"BUY\" -> {} default -> {} } }";
        assertThat(findDefault(ours, byEnum)).hasSize(1);
        assertThat(findDefault(ours, byType)).hasSize(1);
        assertThat(findDefault(ours, foreign)).isEmpty();
        assertThat(findDefault(ours, complete)).isEmpty();
        assertThat(findDefault(ours, text)).isEmpty();
        var byNumber =
                "static final int BUY = 1;"
                        + " void a(int s) { switch (s) { case BUY -> {} default -> {} } }";
        assertThat(findDefault(ours, byNumber)).isEmpty();
    }

    @Test
    void findsWhatTheFormatterWouldChange() {
        var rule = new FormatRule();
        assertThat(find(rule, "package a;\n\nfinal class A {\n    int b;\n}\n")).isEmpty();
        assertThat(find(rule, "package a;\n\nfinal class A {\n  int b;\n}\n")).hasSize(1);
        assertThat(find(rule, "package a;\nimport java.util.List;\n\nfinal class A {}\n"))
                .hasSize(1);
        assertThat(find(rule, "package a;\n\nimport module java.base;\n\n/// A.\nrecord A() {}\n"))
                .isEmpty();
    }

    private static List<String> find(SourceRule rule, String text) {
        return rule.violations(Source.planted(MAIN, text));
    }

    private static String caught(String what) {
        return "class A { void a() { try { a(); } catch (" + what + " } } }";
    }

    private static List<String> findDefault(String ours, String method) {
        var declared = Source.planted(TEST, ours);
        var choice = Source.planted(MAIN, "class A { " + method + " }");
        return new SwitchRule(List.of(declared, choice)).violations(choice);
    }
}
