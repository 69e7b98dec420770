package ats.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.platform.Fault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PositionFileTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final long SECOND = 1_000_000_000L;

    @TempDir private Path home;
    private final AtomicLong process = new AtomicLong(-5 * SECOND);
    private Path file;
    private PositionFile position;

    @BeforeEach
    void begin() {
        file = PositionFile.under(home);
        position = new PositionFile(file, new MarketPosition(7, FIRST, 100), process::get);
    }

    @Test
    void aNewHomeHasNone() {
        assertThat(PositionFile.read(file)).isEmpty();
    }

    @Test
    void isWrittenBeforeAnInstantIsPerformed() {
        position.before(200);

        assertThat(PositionFile.read(file)).contains(new MarketPosition(7, FIRST, 200));
    }

    @Test
    void isWrittenOnceASecondAndAtTheEnd() {
        position.before(200);
        process.addAndGet(SECOND - 1);
        position.before(300);
        position.after(new Progress(300, 0, 1, 0));
        assertThat(now()).isEqualTo(200);

        process.addAndGet(1);
        position.before(400);
        assertThat(now()).isEqualTo(400);

        position.ended(new Progress(500, 1, 2, 0));
        assertThat(now()).isEqualTo(500);
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        position.before(200);
        Files.writeString(file, "{\"seed\":7,");

        assertThatThrownBy(() -> PositionFile.read(file))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("MISUSE: " + file + " is damaged: ")
                .hasMessageEndingWith("; ./ats reset starts over");
    }

    private long now() {
        return PositionFile.read(file).orElseThrow().now();
    }
}
