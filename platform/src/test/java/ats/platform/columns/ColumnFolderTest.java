package ats.platform.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;
import ats.platform.files.Vault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ColumnFolderTest {
    private static final int ROWS = 50_000;

    @TempDir private Path folder;

    @Test
    void givesBackWhatWasWrittenBitForBit() {
        var vault = new Vault(folder);
        var name = written(vault, 1);

        var table = ColumnFolder.open(vault, name);

        assertThat(table.names()).containsExactly("at", "x");
        assertThat(table.rows()).isEqualTo(ROWS);
        assertThat(table.about()).containsEntry("set", "abc");
        for (int row = 0; row < ROWS; row++) {
            assertThat(table.longs("at").get(row)).isEqualTo(row * 60L);
            assertThat(Float.floatToRawIntBits(table.floats("x").get(row)))
                    .isEqualTo(Float.floatToRawIntBits(value(row, 1)));
        }
    }

    @Test
    void theSameContentHasTheSameNameAndAnotherAnother() {
        var vault = new Vault(folder);

        assertThat(written(vault, 1)).isEqualTo(written(vault, 1)).isNotEqualTo(written(vault, 2));
        assertThat(vault.names()).hasSize(2);
    }

    @Test
    void refusesAFileOfWhichOneBitHasChanged() throws IOException {
        var vault = new Vault(folder);
        var name = written(vault, 1);
        var path = vault.path(name).resolve("x.f32");
        var bytes = Files.readAllBytes(path);
        bytes[77_777] ^= 1;
        Files.write(path, bytes);

        assertThatThrownBy(() -> ColumnFolder.open(vault, name))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("x.f32 is damaged");
    }

    @Test
    void refusesAManifestThatWasEdited() throws IOException {
        var vault = new Vault(folder);
        var name = written(vault, 1);
        var path = vault.path(name).resolve("manifest.json");
        Files.writeString(path, Files.readString(path).replace("abc", "abd"));

        assertThatThrownBy(() -> ColumnFolder.open(vault, name)).hasMessageContaining("damaged");
    }

    @Test
    void columnsOfDifferentLengthsAreNeverPublished() {
        var vault = new Vault(folder);
        try (var writer = new ColumnWriter(vault)) {
            writer.longs("at").add(1L);
            writer.floats("x");
            assertThatThrownBy(() -> writer.publish(new TreeMap<>()))
                    .hasMessageContaining("different lengths");
        }
        assertThat(vault.names()).isEmpty();
    }

    private static String written(Vault vault, int salt) {
        try (var writer = new ColumnWriter(vault)) {
            var at = writer.longs("at");
            var x = writer.floats("x");
            for (int row = 0; row < ROWS; row++) {
                at.add(row * 60L);
                x.add(value(row, salt));
            }
            return writer.publish(new TreeMap<>(Map.of("set", "abc")));
        }
    }

    private static float value(int row, int salt) {
        return row % 7 == 0 ? Float.NaN : row * 0.1f + salt;
    }
}
