package ats.simulator.source;

import static ats.simulator.source.LeanFiles.DAY;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.platform.Fault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever is wrong with a file comes out as one line that names the file and the row.
final class DamagedFilesTest {
    private static final String GOOD = "20240603 00:00,1000000,1010000,990000,1005000,300";
    private static final String HEADER = "end,open,high,low,close,volume";
    private static final String FIRST = "1717421460000000000,100,101,99,100.5,300";

    @TempDir private Path root;
    private LeanFiles lean;

    @BeforeEach
    void makeFolder() {
        lean = new LeanFiles(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    20240604 00:00,1000000,1010000,990000,1005000 | a row is time,open,high,low,\
                    close,volume
                    20240604 00:00,1,1,1,1,9,1,1,1,1,9 | a row is time,open,high,low,close,volume
                    20240604 00:00,1000000,high,990000,1005000,300 | 'high' is not a whole number
                    20240604 00:00,1000000,,990000,1005000,300 | '' is not a whole number
                    20240604 00:00,1000000,1010000.5,990000,1005000,300 | '1010000.5' is not a \
                    whole number
                    20240604 00:00,99999999999999999,1010000,990000,1005000,3 | \
                    '99999999999999999' is too large
                    20240604 00:00,1000000,1010000,990000,1005000,9999999999999 | \
                    '9999999999999' is too large
                    20240604 00:00,1000000,990000,1010000,1005000,300 | SPY has an impossible bar
                    20240604 00:00,1000000,1010000,990000,1005000,-300 | SPY has an impossible bar
                    2024-06-04,1000000,1010000,990000,1005000,300 | '2024-06-04' is not a time
                    tomorrow,1000000,1010000,990000,1005000,300 | 'tomorrow' is not a time
                    20240603 00:00,1000000,1010000,990000,1005000,300 | a bar begins before the \
                    one before it has ended
                    20240531 00:00,1000000,1010000,990000,1005000,300 | a bar begins before the \
                    one before it has ended
                    """)
    void aBadRowOfDaysIsNamed(String row, String reason) {
        var file = lean.days("spy", GOOD, "", row);

        assertThat(line(() -> lean.open(DAY, "2024-05-01", "2024-06-30", "SPY")))
                .startsWith(file + " line 3: " + reason);
    }

    @ParameterizedTest
    @CsvSource({"20240604 9am", "20240604 25:00", "20240604"})
    void aBadHourIsNamed(String time) {
        var file = lean.hours("spy", time + ",1,1,1,1,1");

        assertThat(line(() -> lean.open(Timeframe.HOUR, "2024-06-01", "2024-06-30", "SPY")))
                .isEqualTo(file + " line 1: '" + time + "' is not a time");
    }

    @ParameterizedTest
    @CsvSource({"-60000", "86400000", "9223372036854775", "noon"})
    void aBadMinuteIsNamed(String time) {
        var file = lean.minutes("spy", "20240603", time + ",1,1,1,1,1");

        assertThat(line(() -> lean.open(Timeframe.MINUTE, "2024-06-01", "2024-06-30", "SPY")))
                .startsWith(file + " line 1: '" + time + "' is not a");
    }

    @Test
    void overlappingMinutesAreNamed() {
        var file = lean.minutes("spy", "20240603", "34200000,1,1,1,1,1", "34230000,1,1,1,1,1");

        assertThat(line(() -> lean.open(Timeframe.MINUTE, "2024-06-03", "2024-06-03", "SPY")))
                .isEqualTo(file + " line 2: a bar begins before the one before it has ended");
    }

    @Test
    void aFileOfMinutesHasADayInItsName() {
        var file = lean.zip("minute/spy/monday_trade.zip", "34200000,1,1,1,1,1");

        assertThat(line(() -> lean.open(Timeframe.MINUTE, "2024-06-03", "2024-06-03", "SPY")))
                .isEqualTo(file + " is not named after a day");
    }

    @Test
    void aTornZipIsNamed() throws IOException {
        var rows = new String[500];
        Arrays.setAll(rows, row -> (60_000 * row) + "," + "1,1,1,1," + row * 7919L % 1000);
        var file = lean.minutes("spy", "20240603", rows);
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThat(line(() -> lean.open(Timeframe.MINUTE, "2024-06-03", "2024-06-03", "SPY")))
                .startsWith("cannot read " + file + ": ");
    }

    @Test
    void aFlippedByteInAZipIsNamed() throws IOException {
        var file = lean.days("spy", GOOD);
        var bytes = Files.readAllBytes(file);
        // within the packed rows: behind the local header and the entry's name
        bytes[30 + "rows.csv".length() + 6] ^= 0x55;
        Files.write(file, bytes);

        assertThat(line(() -> lean.open(DAY, "2024-06-01", "2024-06-30", "SPY")))
                .contains(file.toString());
    }

    @Test
    void whatIsNoZipIsNamed() {
        var file = lean.text("daily/spy.zip", GOOD);

        assertThat(line(() -> lean.open(DAY, "2024-06-01", "2024-06-30", "SPY")))
                .isEqualTo(file + " is not a zip file with rows in it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    20240604 | a map needs a date and a name
                    2024-06-04,spy,P | '2024-06-04' is not a date
                    20240604,,P | a map needs a date and a name
                    20240603,spy,P | a date is not after the one before it
                    20240101,spy,P | a date is not after the one before it
                    """)
    void aBadRowOfAMapIsNamed(String row, String reason) {
        lean.days("spy", GOOD);
        var file = lean.map("spy", "20240603,spy,P", row);

        assertThat(line(() -> lean.open(DAY, "2024-06-01", "2024-06-30", "SPY")))
                .isEqualTo(file + " line 2: " + reason);
    }

    @Test
    void anEmptyMapIsNamed() {
        lean.days("spy", GOOD);
        var file = lean.map("spy");

        assertThat(line(() -> lean.open(DAY, "2024-06-01", "2024-06-30", "SPY")))
                .isEqualTo(file + " is empty; a map file has at least one row");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    20240604,1,1 | a factor row is date,price,split,reference
                    20240604,one,1,10 | 'one' is not a number
                    20240604,0,1,10 | '0' is not a factor: it is above 0
                    20240604,1,0.0,10 | '0.0' is not a factor: it is above 0
                    20240604,1,-2,10 | '-2' is not a factor: it is above 0
                    20240604,1,1,-10 | '-10' is not a price
                    June,1,1,10 | 'June' is not a date
                    20240603,1,1,10 | a date is not after the one before it
                    """)
    void aBadRowOfFactorsIsNamed(String row, String reason) {
        lean.days("spy", GOOD);
        var file = lean.factors("spy", "20240603,0.5,1,10", row, "20501231,1,1,0");

        assertThat(line(() -> lean.open(DAY, "2024-06-01", "2024-06-30", "SPY")))
                .isEqualTo(file + " line 2: " + reason);
    }

    @Test
    void aFactorBeforeTheCalendarBeginsIsNamed() {
        lean.days("spy", GOOD);
        var file = lean.factors("spy", "19700102,0.5,1,10", "20501231,1,1,0");

        assertThat(line(() -> lean.open(DAY, "2024-06-01", "2024-06-30", "SPY")))
                .startsWith(file + " line 1: ");
    }

    @Test
    void aRowBeforeTheCalendarBeginsIsNamed() {
        var file = lean.days("spy", "19700102 00:00,1,1,1,1,1");

        assertThat(line(() -> lean.open(DAY, "1970-01-01", "1970-12-31", "SPY")))
                .isEqualTo(
                        file
                                + " line 1: the New York calendar knows the years 1998 to 2261, not"
                                + " 1970");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    1717421520000000000,100,101,99 | a row has 6 fields, this one has 4
                    noon,100,101,99,100.5,300 | 'noon' is not a time in epoch nanos
                    1717421520000000000,a,101,99,100.5,300 | 'a' is not a decimal number
                    1717421520000000000,,101,99,100.5,300 | '' is not a decimal number
                    1717421520000000000,100,101,99,100.5,many | 'many' is not a decimal number
                    1717421520000000000,1e99,101,99,100.5,300 | 1E+99 does not fit a number with
                    1717421520000000000,100,99,101,100.5,300 | CSV has an impossible bar
                    -9223372036854775808,100,101,99,100.5,300 | '-9223372036854775808' is not a \
                    time in epoch nanos
                    1717421460000000000,100,101,99,100.5,300 | a bar begins before the one before \
                    it has ended
                    1717421490000000000,100,101,99,100.5,300 | a bar begins before the one before \
                    it has ended
                    1717421400000000000,100,101,99,100.5,300 | a bar begins before the one before \
                    it has ended
                    """)
    void aBadRowOfCsvIsNamed(String row, String reason) throws IOException {
        var file =
                Files.writeString(root.resolve("bars.csv"), String.join("\n", HEADER, FIRST, row));

        assertThat(line(() -> open(file))).startsWith(file + " line 3: " + reason);
    }

    @Test
    void aCsvWithoutAColumnSaysWhatItHas() throws IOException {
        var file = Files.writeString(root.resolve("bars.csv"), "end,open,high,low,last,volume");

        assertThat(line(() -> open(file)))
                .isEqualTo(
                        file
                                + " has no column close; it has end, open, high, low, last, volume"
                                + " (say which is which with --columns)");
    }

    @Test
    void aCsvThatCannotBeReadIsNamed() throws IOException {
        var missing = root.resolve("missing.csv");
        var empty = Files.createFile(root.resolve("empty.csv"));
        var torn = Files.write(root.resolve("torn.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

        assertThat(line(() -> open(missing))).isEqualTo("there is no file " + missing);
        assertThat(line(() -> open(empty))).isEqualTo(empty + " is empty; a header was due");
        assertThat(line(() -> open(torn))).isEqualTo("cannot read " + torn + ": it ends too early");
    }

    private static BarSource open(Path file) {
        return CsvBars.open(file, Map.of(), BigDecimal.ONE, Timeframe.MINUTE, Symbol.of("CSV"));
    }

    private static String line(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        var fault = catchThrowableOfType(Fault.class, reading);
        assertThat(fault).as("nothing was wrong").isNotNull();
        assertThat(fault.kind()).isEqualTo(Fault.Kind.MISUSE);
        assertThat(fault.reason()).doesNotContain("\n", "null", "Exception");
        return fault.reason();
    }
}
