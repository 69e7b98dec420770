package ats.rules;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `ats` on machines that lack something, with a Java and a Maven that only tell what
/// they were asked.
final class ScriptTest {

    private static final List<String> TOOLS =
            List.of(
                    "bash",
                    "awk",
                    "basename",
                    "cat",
                    "cp",
                    "date",
                    "dirname",
                    "find",
                    "flock",
                    "grep",
                    "ln",
                    "ls",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "sort",
                    "tail",
                    "touch",
                    "uname");

    private static final String MAVEN =
            """
            #!/bin/bash
            echo "$@" >> asked
            sleep 0.3
            if [ -e broken ]; then
                echo '[INFO] much'; echo '[ERROR] A.java:[1,2] no such thing'
                echo '[ERROR] Re-run Maven using the -X switch'
                exit 1
            fi
            mkdir -p launcher/target/lib
            echo jar > launcher/target/ats.jar; echo lib > launcher/target/lib/engine-1.jar
            """;

    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void setUp() throws IOException {
        root = folder.resolve("repository");
        Files.createDirectories(root.resolve("core/domain/src/main/java"));
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        var script = Product.text(Product.here().root().resolve("ats"));
        // nothing of the machine that runs the test may be found
        executable(
                root.resolve("ats"),
                script.replace("/usr/lib/jvm/", folder + "/jvm/")
                        .replaceAll("/(opt|usr/local)/", folder + "/none/"));
        for (var tool : TOOLS) {
            executable(
                    folder.resolve("bin", tool), "#!/bin/bash\nexec " + onPath(tool) + " \"$@\"\n");
        }
    }

    @Test
    void namesTheJdkToInstall() throws Exception {
        maven();
        var outcome = run(root.resolve("ats"), "run");
        assertThat(outcome.status()).isEqualTo(69);
        assertThat(outcome.err()).hasSize(1).first().asString().contains("openjdk-25-jdk");
    }

    @Test
    void doesNotTakeAnotherJavaForJdk25() throws Exception {
        java("17.0.1");
        maven();
        assertThat(run(root.resolve("ats"), "run").status()).isEqualTo(69);
    }

    @Test
    void namesMavenWhenItHasToBuildAndThereIsNone() throws Exception {
        java("25.0.3");
        var outcome = run(root.resolve("ats"), "run");
        assertThat(outcome.status()).isEqualTo(69);
        assertThat(outcome.err()).hasSize(1).first().asString().contains("maven");
    }

    @Test
    void buildsOnFirstUseAndWhenSourcesChangedOnly() throws Exception {
        java("25.0.3");
        maven();
        var first = run(root.resolve("ats"), "run", "--seed", "7");
        assertThat(first.status()).isZero();
        assertThat(first.err()).hasSize(2).first().asString().contains("for the first time");
        assertThat(first.out()).contains("-Dats.root=" + root).endsWith("ats.jar run --seed 7");
        assertThat(run(root.resolve("ats"), "run").err()).isEmpty();
        Files.writeString(root.resolve("core/domain/src/main/java/A.java"), "class A {}");
        assertThat(run(root.resolve("ats"), "run").err()).hasSize(2);
        Files.delete(root.resolve("core/domain/src/main/java/A.java"));
        assertThat(run(root.resolve("ats"), "run").err()).hasSize(2);
        assertThat(asked()).hasSize(3);
    }

    @Test
    void worksThroughALinkFromElsewhere() throws Exception {
        java("25.0.3");
        maven();
        var link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("ats"));
        assertThat(run(link, "status").out()).endsWith("ats.jar status");
    }

    @Test
    void stopsTradingWithoutACompilerWhenAnyBuildExists() throws Exception {
        java("25.0.3");
        maven();
        run(root.resolve("ats"), "run");
        Files.writeString(root.resolve("core/domain/src/main/java/A.java"), "class A {");
        Files.createFile(root.resolve("broken"));
        assertThat(run(root.resolve("ats"), "kill").out()).endsWith("ats.jar kill");
    }

    @Test
    void showsWhatBrokeTheBuildAndWhereTheRestIs() throws Exception {
        java("25.0.3");
        maven();
        Files.createFile(root.resolve("broken"));
        var outcome = run(root.resolve("ats"), "run");
        assertThat(outcome.status()).isEqualTo(70);
        assertThat(String.join("\n", outcome.err()))
                .contains("no such thing", root + "/var/logs/build.log")
                .doesNotContain("much", "Re-run");
    }

    @Test
    void buildsOnceWhenTwoStartAtOnce() throws Exception {
        java("25.0.3");
        maven();
        var one = start(root.resolve("ats"), "run");
        var two = start(root.resolve("ats"), "run");
        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
        assertThat(asked()).hasSize(1);
    }

    private void java(String version) throws IOException {
        var home = folder.resolve("jvm/jdk");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/javac"), "#!/bin/bash\n");
        executable(home.resolve("bin/java"), "#!/bin/bash\nprintf '%s' \"$*\"\n");
    }

    private void maven() throws IOException {
        executable(
                folder.resolve("bin/mvn"), MAVEN.replace("#!/bin/bash", "#!/bin/bash\ncd " + root));
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(root.resolve("asked"));
    }

    private Outcome run(Path script, String... arguments) throws Exception {
        var process = start(script, arguments);
        return new Outcome(
                process.waitFor(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.endsWith("going on")) // an untested platform
                        .toList());
    }

    private Process start(Path script, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("bin").toString());
        builder.environment().put("HOME", folder.toString());
        return builder.start();
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(tool));
    }

    /// What a call of the script came to.
    private record Outcome(int status, String out, List<String> err) {}
}
