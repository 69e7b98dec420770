package ats.services.tradingstrategy;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which segments of the journal stay on disk.
final class JournalFilesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 9);

    @TempDir private Path folder;

    @Test
    void removesWholeDaysBeyondTheNewest() throws IOException {
        segments("2026-01-05-001", "2026-01-05-002", "2026-01-06-001", "2026-01-07-001");
        roll(3);
        assertThat(names())
                .containsExactly(
                        "2026-01-06-001.journal",
                        "2026-01-07-001.journal",
                        "2026-01-09-001.journal");
    }

    @Test
    void countsTheDaysThatAreThereAndNotTheCalendars() throws IOException {
        segments("2019-03-01-001", "2022-07-04-001");
        roll(3);
        assertThat(names()).hasSize(3);
    }

    @Test
    void neverRemovesTheDayInUse() throws IOException {
        segments("2030-01-02-001", "2030-01-03-001", "2026-01-09-001");
        roll(2);
        assertThat(names())
                .containsExactly(
                        "2026-01-09-001.journal",
                        "2026-01-09-002.journal",
                        "2030-01-02-001.journal",
                        "2030-01-03-001.journal");
    }

    @Test
    void leavesAloneWhatIsNoSegment() throws IOException {
        for (var name : List.of("notes.txt", "2020-01-02.journal", "2020-01-02-001.journal.bak")) {
            Files.createFile(folder.resolve(name));
        }
        roll(1);
        assertThat(names()).hasSize(4);
    }

    @Test
    void keepsEverythingOfAReplay() throws IOException {
        segments("2019-03-01-001", "2020-03-02-001", "2021-03-01-001");
        roll(TradingSettings.ALL_DAYS);
        assertThat(names()).hasSize(4);
    }

    private void roll(int keptDays) {
        try (var files = new JournalFiles(folder, keptDays, _ -> {})) {
            files.roll(TODAY);
            files.append(new byte[] {1}, 1);
            files.sync();
        }
    }

    private void segments(String... names) throws IOException {
        for (var name : names) {
            Files.createFile(folder.resolve(name + ".journal"));
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
