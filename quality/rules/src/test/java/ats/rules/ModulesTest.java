package ats.rules;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModulesTest {

    private static final String NOTICE =
            """
            ats
            Licensed under the Apache License.

            jackson-core                      Apache-2.0
            servlet-api                       EPL-2.0
            jmh-core                          GPL-2.0-with-classpath-exception
            chooser                           BSD-2-Clause, AGPL-3.0
            """;

    @TempDir private Path folder;

    @Test
    void findsAModuleInNoRoom() {
        assertThat(Modules.misplaced("utilities", List.of())).hasSize(1);
        assertThat(Modules.misplaced("core/other", List.of())).hasSize(1);
        assertThat(Modules.misplaced("adapters/kafka", List.of())).isEmpty();
    }

    @Test
    void findsAClassInTheWrongModule() {
        var engine = Compiled.planted(false, "package ats.engine; class A {}");
        var service = Compiled.planted(false, "package ats.services.dataacquisition; class A {}");
        assertThat(Modules.misplaced("core/domain", engine)).hasSize(1);
        assertThat(Modules.misplaced("core/engine", engine)).isEmpty();
        assertThat(Modules.misplaced("services/data-acquisition", service)).isEmpty();
        assertThat(Modules.misplaced("services/trading-strategy", service)).hasSize(1);
    }

    @Test
    void findsAModuleWithoutAReadme() throws IOException {
        Files.writeString(
                folder.resolve("pom.xml"), "<module>core/domain</module><module>empty</module>");
        Files.createDirectories(folder.resolve("core/domain/src"));
        assertThat(Modules.unexplained(new Product(folder)))
                .containsExactly("core/domain has no README.md");
        Files.writeString(folder.resolve("core/domain/README.md"), "Values.");
        assertThat(Modules.unexplained(new Product(folder))).isEmpty();
    }

    @Test
    void findsACompilerThatLetsThingsPass() {
        var strict = Product.text(Product.here().root().resolve("pom.xml"));
        assertThat(Modules.lenient(strict.replace("-Werror", ""))).hasSize(1);
        assertThat(Modules.lenient(strict.replace("-Xlint:all", "-Xlint:none"))).hasSize(1);
        assertThat(Modules.lenient(strict.replace("NullAway:ERROR", "NullAway:WARN"))).hasSize(1);
    }

    @Test
    void findsWhatABuildMayNotName() {
        assertThat(Modules.unwanted("<arg>--enable-" + "preview</arg>")).hasSize(1);
        assertThat(Modules.unwanted("<artifactId>mock" + "ito-core</artifactId>")).hasSize(1);
        assertThat(Modules.unwanted("<artifactId>assertj-core</artifactId>")).isEmpty();
    }

    @Test
    void findsAJarThatNoticeDoesNotName() {
        var notice = Notice.parse(NOTICE);
        assertThat(notice.violations(List.of("jackson-core-3.2.4.jar", "servlet-api-6.jar")))
                .isEmpty();
        assertThat(notice.violations(List.of("jackson-databind-3.2.4.jar")))
                .containsExactly("NOTICE does not name jackson-databind");
    }

    @Test
    void findsALicenceThatForbidsToShip() {
        var notice = Notice.parse(NOTICE);
        assertThat(notice.violations(List.of("jmh-core-1.37.jar"))).hasSize(1);
        assertThat(notice.violations(List.of("chooser-1.0.jar"))).hasSize(1);
    }

    @Test
    void findsAJarWhoseOwnProjectLeavesNoChoiceButGpl() {
        assertThat(Notice.forbidden(licensed("GNU General Public License (GPL), version 2")))
                .isPresent();
        assertThat(Notice.forbidden(licensed("EPL 2.0", "GPL2 w/ CPE"))).isEmpty();
        assertThat(Notice.forbidden(licensed("GNU Lesser General Public License"))).isEmpty();
        assertThat(Notice.forbidden(licensed("Apache-2.0"))).isEmpty();
    }

    @Test
    void findsBenchmarkCodeInAJar() throws IOException {
        var jar = folder.resolve("shaded.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("org/openjdk/jmh/Main.class"));
        }
        assertThat(Notice.forbids(jar)).hasSize(1);
    }

    private static String licensed(String... names) {
        return Stream.of(names)
                .map(name -> "<license><name>" + name + "</name></license>")
                .collect(Collectors.joining("", "<licenses>", "</licenses>"));
    }
}
