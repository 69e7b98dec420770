package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.testkit.AtsProcess;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that is served is the page whose sources are here.
final class DashboardTest {

    private static final Path ROOT = AtsProcess.root();
    private static final Path BUILT =
            ROOT.resolve("services/system-controller/src/main/resources/page");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir private Path folder;

    @Test
    void isBuiltFromItsSources() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                found("npm"),
                "no npm on the PATH: whether the page is up to date was not looked at");
        var sources = folder.resolve("dashboard");
        copy(ROOT.resolve("dashboard"), sources);
        run(sources, "npm", "ci");
        run(sources, "npm", "run", "build");

        var rebuilt = folder.resolve("services/system-controller/src/main/resources/page");
        assertThat(files(rebuilt)).isEqualTo(files(BUILT));
    }

    @Test
    void locksItsPartsWithoutNamingARegistry() throws IOException {
        assertThat(Files.readString(ROOT.resolve("dashboard/package-lock.json")))
                .contains("\"integrity\"")
                .doesNotContain("\"resolved\"");
    }

    private static boolean found(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(Path folder, String... command)
            throws IOException, InterruptedException {
        var log = folder.resolve("build.log");
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path :
                    paths.filter(each -> !each.toString().contains("node_modules")).toList()) {
                Files.createDirectories(
                        Objects.requireNonNull(to.resolve(from.relativize(path)).getParent()));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, to.resolve(from.relativize(path)));
                }
            }
        }
    }

    private static SortedMap<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }
}
