package ats.rules;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The product itself obeys every rule. That each rule can fail is shown in the tests beside this.
final class ProductTest {

    private static final Product PRODUCT = Product.here();
    private static final List<Source> SOURCES = Source.of(PRODUCT);
    private static final List<Compiled> CLASSES = Compiled.of(PRODUCT);

    static Stream<Named<SourceRule>> sourceRules() {
        return Stream.<SourceRule>of(
                        new LayoutRule(),
                        new TypeRule(),
                        new WordRule(),
                        new ImportRule(),
                        new CatchRule(),
                        new SwitchRule(SOURCES),
                        new FormatRule())
                .map(rule -> Named.of(rule.getClass().getSimpleName(), rule));
    }

    static Stream<Named<ClassRule>> classRules() {
        return Stream.<ClassRule>of(new RoomRule(), new RepeatableRule(), new ExactRule())
                .map(rule -> Named.of(rule.getClass().getSimpleName(), rule));
    }

    @ParameterizedTest
    @MethodSource("sourceRules")
    void sourcesObey(SourceRule rule) {
        assertThat(SOURCES).isNotEmpty();
        assertThat(SOURCES.parallelStream().flatMap(s -> rule.violations(s).stream())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("classRules")
    void classesObey(ClassRule rule) {
        assertThat(CLASSES).isNotEmpty();
        assertThat(CLASSES.stream().flatMap(type -> rule.violations(type).stream())).isEmpty();
    }

    @Test
    void modulesStandInTheirRooms() {
        for (var module : PRODUCT.modules()) {
            assertThat(Modules.misplaced(module, Compiled.of(PRODUCT, module, false))).isEmpty();
            assertThat(Modules.misplaced(module, Compiled.of(PRODUCT, module, true))).isEmpty();
        }
    }

    @Test
    void modulesSayWhatLivesInThem() {
        assertThat(Modules.unexplained(PRODUCT)).isEmpty();
    }

    @Test
    void compilesStrictlyAndOnNothingUnwanted() {
        var root = Product.text(PRODUCT.root().resolve("pom.xml"));
        assertThat(Modules.lenient(root)).isEmpty();
        for (var pom : PRODUCT.poms()) {
            assertThat(Modules.unwanted(Product.text(pom))).describedAs("%s", pom).isEmpty();
        }
    }

    @Test
    void shipsOnlyWhatNoticeNames() {
        var jars = Notice.shipped(PRODUCT);
        Assumptions.assumeFalse(jars.isEmpty(), "the launcher's jar is not built: run mvn verify");
        var notice = Notice.parse(Product.text(PRODUCT.root().resolve("NOTICE")));
        var names = jars.stream().map(jar -> jar.getFileName().toString()).toList();
        assertThat(notice.violations(names)).isEmpty();
        assertThat(jars.stream().flatMap(jar -> Notice.forbids(jar).stream())).isEmpty();
    }
}
