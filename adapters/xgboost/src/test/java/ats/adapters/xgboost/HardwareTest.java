package ats.adapters.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HardwareTest {

    @TempDir private Path folder;

    @Test
    void reportsTheDeviceThatIsReallyUsed() {
        assertThat(device(XgboostSettings.Device.CPU, "H100", true)).isEqualTo("cpu");
        assertThat(device(XgboostSettings.Device.ANY, "H100", true)).isEqualTo("gpu H100");
        assertThat(device(XgboostSettings.Device.ANY, "H100", false)).isEqualTo("cpu");
        assertThat(device(XgboostSettings.Device.ANY, "", true)).isEqualTo("cpu");
        assertThat(device(XgboostSettings.Device.GPU, "H100", true)).isEqualTo("gpu H100");
    }

    @Test
    void saysWhatAGpuLacks() {
        assertThatThrownBy(() -> device(XgboostSettings.Device.GPU, "", true))
                .hasMessageContaining("no GPU found to train on: install NVIDIA's driver");
        assertThatThrownBy(() -> device(XgboostSettings.Device.GPU, "H100", false))
                .hasMessageContaining("H100 is there, but this XGBoost was built without GPUs");
    }

    @Test
    void readsTheDriversFolder() throws IOException {
        var gpu = Files.createDirectories(folder.resolve("0000:65:00.0"));
        assertThat(new HardwareHere(folder).gpu().filter("Tesla T4"::equals)).isEmpty();
        Files.writeString(
                gpu.resolve("information"), "Model: \t\t Tesla T4\nIRQ:   \t\t 33\nVideo: 1\n");
        assertThat(new HardwareHere(folder).gpu()).contains("Tesla T4");
    }

    @Test
    void readsTheDriversTool() {
        assertThat(HardwareHere.named("GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-1a2b)"))
                .contains("NVIDIA H100 80GB HBM3");
        assertThat(HardwareHere.named("No devices found.")).isEmpty();
    }

    @Test
    void knowsThatThisLibraryWasBuiltWithoutGpus() {
        assertThat(Hardware.here().libraryKnowsGpus()).isFalse();
    }

    @Test
    void findsAWordAcrossBuffers() throws IOException {
        var word = "libcuda".getBytes(StandardCharsets.US_ASCII);
        for (int place : new int[] {0, 5, 65_530, 65_535, 65_536, 99_000}) {
            var bytes = new byte[100_000];
            Arrays.fill(bytes, (byte) 'l');
            System.arraycopy(word, 0, bytes, place, word.length);
            assertThat(HardwareHere.contains(new ByteArrayInputStream(bytes), word))
                    .describedAs("at %d", place)
                    .isTrue();
        }
        assertThat(HardwareHere.contains(new ByteArrayInputStream(new byte[9]), word)).isFalse();
    }

    private static String device(XgboostSettings.Device wanted, String gpu, boolean library) {
        var settings = new XgboostSettings(1, wanted, 10);
        return new XgboostTrainer(settings, new Machine(gpu, library)).device();
    }

    private record Machine(String name, boolean libraryKnowsGpus) implements Hardware {
        @Override
        public Optional<String> gpu() {
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        }
    }
}
