package ats.adapters.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In JVMs of their own, because a library is loaded once.
final class NativeLibraryTest {

    @TempDir private Path folder;

    @Test
    void saysInOneLineThatOpenMpIsMissing() throws IOException, InterruptedException {
        // a file that is no library hides the system's
        Files.createFile(folder.resolve("libgomp.so.1"));
        assertThat(said(Map.of("LD_LIBRARY_PATH", folder.toString()), ""))
                .singleElement()
                .asString()
                .startsWith("XGBoost cannot be loaded, it needs OpenMP: install libgomp1")
                .contains("libgomp.so.1");
    }

    @Test
    void saysInOneLineThatItCannotUnpack() throws IOException, InterruptedException {
        var missing = folder.resolve("missing");
        assertThat(said(Map.of(), "-Djava.io.tmpdir=" + missing))
                .singleElement()
                .asString()
                .startsWith("XGBoost cannot be loaded; it unpacks its machine code to")
                .contains(missing.toString());
    }

    @Test
    void saysNothingWhereAllIsThere() throws IOException, InterruptedException {
        assertThat(said(Map.of(), "")).containsExactly("cpu");
    }

    private static List<String> said(Map<String, String> environment, String option)
            throws IOException, InterruptedException {
        var command =
                Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                option,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Starts.class.getName())
                        .filter(word -> !word.isEmpty())
                        .toList();
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return out.lines().toList();
    }

    /// Makes a trainer and prints its device, or what is wrong.
    static final class Starts {
        private Starts() {}

        public static void main(String[] arguments) {
            try {
                var settings = new XgboostSettings(1, XgboostSettings.Device.CPU, 1);
                System.out.println(new XgboostTrainer(settings).device());
            } catch (Fault fault) {
                System.out.println(fault.reason());
            }
        }
    }
}
