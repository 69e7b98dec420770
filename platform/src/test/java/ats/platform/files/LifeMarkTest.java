package ats.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LifeMarkTest {

    @TempDir private Path folder;
    private final List<String> gone = new ArrayList<>();

    @Test
    void buriesOnlyTheDeadOfItsKind() throws IOException {
        var dead = Files.createFile(folder.resolve("trainer-1"));
        var other = Files.createFile(folder.resolve("clerk-1"));
        try (var mark = LifeMark.in(folder, "trainer")) {
            LifeMark.buryAll(folder, "trainer", gone::add);

            assertThat(gone).containsExactly("trainer-1");
            assertThat(dead).doesNotExist();
            assertThat(other).exists();
            assertThat(folder.resolve(mark.name())).exists();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/trainer-*");
    }

    @Test
    void aFuneralThatFailsIsHeldAgain() throws IOException {
        var dead = Files.createFile(folder.resolve("trainer-1"));
        assertThatThrownBy(
                        () ->
                                LifeMark.bury(
                                        dead,
                                        () -> {
                                            throw new IllegalStateException("not now");
                                        }))
                .hasMessage("not now");
        assertThat(dead).exists();
        assertThat(LifeMark.bury(dead, () -> gone.add("buried"))).isTrue();
        assertThat(LifeMark.bury(dead, () -> gone.add("buried"))).isFalse();
        assertThat(gone).containsExactly("buried");
    }
}
