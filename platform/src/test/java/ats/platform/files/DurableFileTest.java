package ats.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ats.platform.Fault;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFileTest {
    @TempDir private Path folder;

    @Test
    void replacesTheContentAndLeavesNothingBeside() throws IOException {
        var path = folder.resolve("deeper/state.json");
        DurableFile.write(path, "old".getBytes(StandardCharsets.UTF_8));
        DurableFile.write(path, "new".getBytes(StandardCharsets.UTF_8));
        assertThat(path).hasContent("new");
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void keepsASecretToItsOwner() throws IOException {
        var path = folder.resolve("token");
        DurableFile.writePrivate(path, new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsTheOldContentWhenItCannotWrite() throws IOException {
        var blocked = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(blocked.resolve("inside"), "x");
        assertThatThrownBy(() -> DurableFile.write(blocked, new byte[] {1}))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("taken");
        assertThat(blocked.resolve("inside")).hasContent("x");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(blocked);
        }
    }
}
