package ats.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.AnotherJvm;
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

    /// In a container every process may have the same number: only the lock tells who lives.
    @Test
    void theNextDraftRemovesWhatAKilledProcessLeftAndNothingOfALivingOne() throws Exception {
        var vault = new Vault(folder);
        var process = AnotherJvm.running(DraftHolder.class, folder);
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo(DraftHolder.READY);
            publish(vault, CONTENT);
            assertThat(hidden()).hasSize(2);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(hidden()).hasSize(2);

        try (var ours = vault.draft()) {
            ours.write("a", CONTENT);
            try (var another = new Vault(folder).draft()) {
                another.write("b", CONTENT);
            }
            ours.publish("two");
        }

        assertThat(hidden()).isEmpty();
        assertThat(vault.names()).containsExactly("one", "two");
    }

    @Test
    void aDraftWithoutItsMarkIsNobodys() throws IOException {
        var left = Files.createDirectory(folder.resolve(".draft-1-1"));
        Files.write(left.resolve("half"), CONTENT);

        publish(new Vault(folder), CONTENT);

        assertThat(left).doesNotExist();
    }

    @Test
    void removesWhatIsNoLongerWantedOnceOrTwice() {
        var vault = Vault.passing(folder);
        publish(vault, CONTENT);
        assertThat(vault.read("one", "a")).isEqualTo(CONTENT);

        vault.remove("one");
        vault.remove("one");

        assertThat(folder).isEmptyDirectory();
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

    private List<Path> hidden() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith(".")).toList();
        }
    }

    private static void publish(Vault vault, byte[] content) {
        try (var draft = vault.draft()) {
            draft.write("a", content);
            draft.publish("one");
        }
    }
}
