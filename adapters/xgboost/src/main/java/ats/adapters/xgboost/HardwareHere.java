package ats.adapters.xgboost;

import module java.base;

import ml.dmlc.xgboost4j.java.XGBoost;

/// Asks NVIDIA's driver, by the folder that it keeps or the tool that comes with it, and looks into
/// the library for its way to the driver.
final class HardwareHere implements Hardware {

    private static final String LIBRARY = "/lib/linux/x86_64/libxgboost4j.so";
    private static final byte[] DRIVER = "libcuda".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    /// The tool answers at once, or its driver hangs.
    private static final long PATIENCE_SECONDS = 10;

    private final Path folder;

    HardwareHere(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> gpu() {
        return fromFolder().or(HardwareHere::fromTool);
    }

    private Optional<String> fromFolder() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var gpus = Files.list(folder)) {
            return gpus.sorted().flatMap(HardwareHere::model).findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Stream<String> model(Path gpu) {
        try {
            return Files.readAllLines(gpu.resolve("information")).stream()
                    .filter(line -> line.startsWith("Model:"))
                    .map(line -> line.substring("Model:".length()).strip());
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    /// Its lines begin `GPU 0: NAME (UUID: ...)`.
    private static Optional<String> fromTool() {
        try {
            var process =
                    new ProcessBuilder("nvidia-smi", "-L")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().flatMap(line -> named(line).stream()).findFirst();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static Optional<String> named(String line) {
        var match = Pattern.compile("GPU \\d+: (.+?) \\(UUID.*").matcher(line);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    @Override
    public boolean libraryKnowsGpus() {
        try (var library = XGBoost.class.getResourceAsStream(LIBRARY)) {
            return library != null && contains(library, DRIVER);
        } catch (IOException unreadable) {
            return false;
        }
    }

    static boolean contains(InputStream in, byte[] wanted) throws IOException {
        int matched = 0;
        var buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int index = 0; index < read; index++) {
                // no part of the word repeats its beginning, so a mismatch starts over
                matched = buffer[index] == wanted[matched] ? matched + 1 : 0;
                matched = matched == 0 && buffer[index] == wanted[0] ? 1 : matched;
                if (matched == wanted.length) {
                    return true;
                }
            }
        }
        return false;
    }
}
