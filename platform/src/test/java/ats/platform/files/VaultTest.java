package ats.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir private Path folder;

    @Test
    void publishesAllOfADraftUnderItsName() {
        var vault = new Vault(folder);
        try (var draft = vault.draft()) {
            draft.write("a", CONTENT);
            draft.write("b", CONTENT);
            assertThat(vault.names()).isEmpty();
            draft.publish("one");
        }

        assertThat(vault.names()).containsExactly("one");
        assertThat(vault.read("one", "b")).isEqualTo(CONTENT);
    }

    @Test
    void leavesNothingOfADraftThatWasGivenUp() throws IOException {
        var vault = new Vault(folder);
        try (var draft = vault.draft()) {
            draft.write("a", CONTENT);
        }

        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keepsWhatWasPublishedFirst() throws IOException {
        var vault = new Vault(folder);
        publish(vault, CONTENT);
        publish(vault, new byte[] {9});

        assertThat(vault.read("one", "a")).isEqualTo(CONTENT);
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void removesWhatADeadProcessLeftAndLeavesALivingOneAlone() throws IOException {
        var dead = Files.createDirectory(folder.resolve(".draft-" + deadPid() + "-1"));
        Files.write(dead.resolve("half"), CONTENT);
        var alive = Files.createDirectory(folder.resolve(".draft-1-1"));

        var vault = new Vault(folder);

        assertThat(dead).doesNotExist();
        assertThat(alive).exists();
        assertThat(vault.names()).isEmpty();
    }

    @Test
    void namesAFileThatIsMissing() {
        var vault = new Vault(folder);

        assertThatThrownBy(() -> vault.read("none", "a"))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("none/a");
    }

    @Test
    void refusesANameThatLeadsElsewhere() {
        var vault = new Vault(folder);

        assertThatThrownBy(() -> vault.path("../x")).hasMessageContaining("../x");
    }

    private static long deadPid() throws IOException {
        var process = new ProcessBuilder("true").start();
        process.onExit().join();
        return process.pid();
    }

    private static void publish(Vault vault, byte[] content) {
        try (var draft = vault.draft()) {
            draft.write("a", content);
            draft.publish("one");
        }
    }
}
