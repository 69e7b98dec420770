package ats.simulator.source;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvBarsTest {
    private static final Symbol CSV = Symbol.of("CSV");
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final Bar BAR =
            new Bar(
                    CSV,
                    10 * MINUTE,
                    11 * MINUTE,
                    11 * MINUTE,
                    Price.parse("100.25"),
                    Price.parse("101"),
                    Price.parse("99.5"),
                    Price.parse("100"),
                    Quantity.parse("12.5"),
                    false);

    @TempDir private Path folder;

    @Test
    void readsBarsByTheirEndsOrTheirStarts() {
        var byEnd = text("end,open,high,low,close,volume\n660000000000,100.25,101,99.5,100,12.5\n");
        var byStart =
                text("start,open,high,low,close,volume\n600000000000,100.25,101,99.5,100,12.5");

        assertThat(read(byEnd, Map.of(), "1")).containsExactly(BAR);
        assertThat(read(byStart, Map.of(), "1")).containsExactly(BAR);
    }

    @Test
    void takesColumnsByAnyNameInAnyOrder() {
        var file = text("v,c,l,h,o,extra,t\r\n12.5,10000,9950,10100,10025,x,660000000000\r\n\r\n");
        var columns =
                Map.of(
                        "end", "t", "open", "o", "high", "h", "low", "l", "close", "c", "volume",
                        "v");

        assertThat(read(file, columns, "0.01")).containsExactly(BAR);
    }

    @Test
    void readsAPackedFile() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(
                    "end,open,high,low,close,volume\n660000000000,100.25,101,99.5,100,12.5"
                            .getBytes(StandardCharsets.UTF_8));
        }
        var file = Files.write(folder.resolve("bars.gz"), bytes.toByteArray());

        assertThat(read(file, Map.of(), "1")).containsExactly(BAR);
    }

    @Test
    void aHeaderAloneIsAMarketWithoutBars() {
        var source =
                CsvBars.open(
                        text("end,open,high,low,close,volume"),
                        Map.of(),
                        BigDecimal.ONE,
                        Timeframe.MINUTE,
                        CSV);

        assertThat(source.symbols()).containsExactly(CSV);
        assertThat(source.nextEnd(0)).isEmpty();
        assertThat(source.base()).isEqualTo(Timeframe.MINUTE);
        assertThat(source.actions(LocalDate.MIN, LocalDate.MAX)).isEmpty();
    }

    private Path text(String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "bars", ".csv"), text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<Bar> read(Path file, Map<String, String> columns, String scale) {
        return CsvBars.open(file, columns, new BigDecimal(scale), Timeframe.MINUTE, CSV)
                .between(CSV, 0, Long.MAX_VALUE);
    }
}
