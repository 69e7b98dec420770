package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cannot be done is refused in one line that says what to do instead, before anything starts.
@Timeout(120) // a start that is not refused would go on for ever
final class RefusalsTest {

    private static final String BARS =
            """
            end,open,high,low,close,volume
            1400000400000000000,10,11,9,10,100
            1400004000000000000,10,11,9,10,100
            """;

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void setUp() {
        shell = new Shell(folder);
    }

    @AfterEach
    void tearDown() {
        shell.nothingWasStarted();
        shell.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--sizing fraction:much      | --sizing|'much' is not a decimal number",
                "--sizing everything         | --sizing|write fraction:0.95, shares:100",
                "--sizing shares:0           | --sizing|0 shares is none",
                "--sizing volatility:-0.1    | --sizing|-0.1",
                "--sizing shares:99999999999 | --sizing|nobody holds",
                "--costs cheap               | --costs|write none, default or",
                "--costs spread=-1bp         | --costs|cannot be negative",
                "--calendar mars             | --calendar|write xnys or always",
                "--cash lots                 | --cash|'lots' is not a decimal number",
                "--cash 0                    | --cash|an amount above 0",
                "--cash -5                   | --cash|an amount above 0",
                "--cash 99999999999999       | --cash|below 9.2 billion",
                "--bars 7x                   | --bars|write 1m, 5m, 1h or 1d",
                "--strategy hope             | --strategy|is no strategy",
                "--strategy ema-cross:20/10  | --strategy|shorter than the slow one",
                "--strategy ema-cross:9/9999999999 | --strategy|is no strategy",
                "--symbols 'a b'             | --symbols|'a b' is not a ticker",
                "--symbols A,B               | one symbol|name one",
                "--from 2014-13-01           | --from|no day; write one such as 2014-01-31",
                "--from 2015-01-01 --to 2014-01-01 | --from|must come in this order",
                "--from 2020-01-01           | no bars from 2020-01-01|name other days",
                "--to 2013-01-01             | no bars from|name other days",
                "--scale 0                   | --scale|above 0",
                "--scale ten                 | --scale|no number; write one such as 0.01",
                "--columns closing=close     | --columns|open, high, low, close, volume",
                "--columns close             | --columns|KEY=VALUE",
            })
    void marketsThatCannotBeRead(String written, String option, String advice) throws IOException {
        var csv = csv("bars.csv", BARS);
        var arguments = words(written.strip());
        shell.run(all("backtest", "--data", csv, arguments)).refused(64, option.strip(), advice);
        shell.run(all("run", "--replay", csv, arguments)).refused(64, option.strip(), advice);
        assertThat(shell.home().resolve("backtest")).doesNotExist();
        assertThat(shell.home().resolve("replay")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--speed fast            | demonstration.speed|write a number such as 60, or max",
                "--speed 0               | demonstration.speed|above 0",
                "--sizing everything     | trading.sizing|write fraction:0.95",
                "--costs cheap           | trading.costs|write none",
                "--cash 0                | trading.cash|an amount above 0",
                "--cash lots             | trading.cash|not a number",
                "--bars 7x               | trading.bars|write 1m",
                "--strategy hope         | trading.strategy|is no strategy",
                "--symbols 'a b'         | trading.symbols|'a b' is not a ticker",
                "--symbols QQQQQ         | no real shares|ASTER,BASIL",
                "--port 99999            | http.port|write 0 to 65535",
                "--port often            | --port|no whole number; write one such as 8080",
                "--from 2014-01-01       | --from|--replay PATH",
                "--exit                  | --exit|--replay PATH",
                "trading-strategy --replay x | a service alone|--port",
                "trading-strategy --symbols A | a service alone|--port",
                "trader                  | 'trader' is no service|trading-strategy",
            })
    void startsThatCannotBe(String written, String what, String advice) {
        shell.run(all("run", words(written.strip()))).refused(64, what.strip(), advice);
        assertThat(shell.home()).doesNotExist();
    }

    @Test
    void severalMistakesAtOnce() throws IOException {
        shell.run("backtest", "--data", csv("b.csv", BARS), "--cash", "x", "--sizing", "y")
                .refused(64, "--cash", "--sizing");
        shell.run("run", "--costs", "cheap", "--bars", "7x").refused(64, "costs", "bars");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | is empty",
                "end,open,high,low,close,volume              | no bars",
                "end,open,high,low,volume                    | no column close",
                "end,open,high,low,close,volume;1,1,1        | line 2: a row has 6 fields",
                "end,open,high,low,close,volume;x,1,1,1,1,1  | line 2: 'x' is not a time",
                "end,open,high,low,close,volume;1,x,1,1,1,1  | line 2: 'x' is not a decimal number",
                "end,open,high,low,close,volume;1,1,1,1,1,x  | line 2: 'x' is not a decimal",
                "end,open,high,low,close,volume;1,1,0.5,2,1,1| line 2: CSV has an impossible bar",
                "end,open,high,low,close,volume;2,1,1,1,1,1;1,1,1,1,1,1 | line 3: a bar begins",
            })
    void filesThatAreNoBars(String rows, String words) throws IOException {
        var csv = csv("broken.csv", rows.strip().replace(';', '\n'));
        shell.run("backtest", "--data", csv).refused(64, csv, words.strip());
    }

    @Test
    void filesThatAreNoText() throws IOException {
        var noise = folder.resolve("noise.csv");
        Files.write(noise, new byte[] {1, 2, 3, 4, 10, 5});
        shell.run("backtest", "--data", noise.toString()).refused(64, "not a text file");
        var torn = folder.resolve("torn.csv.gz");
        Files.write(torn, new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
        shell.run("backtest", "--data", torn.toString())
                .refused(64, "cannot read", "ends too early");
    }

    @Test
    void foldersWithoutWhatIsAskedFor() throws IOException {
        var empty = Files.createDirectories(folder.resolve("empty")).toString();
        shell.run("backtest", "--data", empty).refused(64, "--symbols SPY,AAPL");
        shell.run("backtest", "--data", empty, "--symbols", "SPY").refused(64, "no equity/usa");
        Files.createDirectories(folder.resolve("empty/equity/usa/hour"));
        shell.run("backtest", "--data", empty, "--symbols", "SPY").refused(64, "has no files");
        shell.run("backtest", "--data", "/nowhere").refused(64, "does not exist");
        shell.run("backtest").refused(64, "--data=PATH", "ats backtest --help");
    }

    @Test
    void anUnknownTickerAndOffersTheNearest() throws IOException {
        var hour = Files.createDirectories(folder.resolve("lean/equity/usa/hour"));
        try (var zip = new ZipOutputStream(Files.newOutputStream(hour.resolve("spy.zip")))) {
            zip.putNextEntry(new ZipEntry("spy.csv"));
            zip.write(
                    "20140102 10:00,1840000,1850000,1830000,1840000,1000\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        var lean = folder.resolve("lean").toString();
        shell.run("backtest", "--data", lean, "--symbols", "QQQQQ").refused(64, "QQQQQ", "SPY");
        shell.run("run", "--replay", lean, "--symbols", "QQQQQ").refused(64, "QQQQQ", "SPY");
        shell.run("backtest", "--data", lean, "--symbols", "SPY", "--bars", "5m")
                .refused(64, "1m, 1h and 1d");
        shell.run("backtest", "--data", lean, "--symbols", "SPY", "--from", "2015-01-02")
                .refused(64, "no 1h bars of SPY");
    }

    @Test
    void aHomeThatCannotBeWritten() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        for (var place : List.of(file, file.resolve("below"), Path.of("/proc/ats"))) {
            shell.run("run", "--home", place.toString())
                    .refused(64, "cannot make the folder", place.toString(), "ATS_HOME");
        }
    }

    /// What one service of several processes must not be told.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ATS_SIMULATOR_URL=http://simulator:9400 MASSIVE_API_KEY=k | keys of real vendors",
                "ATS_SIMULATOR_URL=http://simulator:9400 ATS_MODE=live | ATS_MODE=live",
                "ATS_SIMULATOR_URL=nowhere | simulator.url",
                "ATS_BUS_PARTITIONS=0 | bus.partitions",
                "MASSIVE_API_KEY=k | no simulator and no broker",
            })
    void sharedServicesThatCannotBe(String variables, String why) {
        shell.set(("ATS_BUS_SERVERS=127.0.0.1:9 " + variables.strip()).split(" "));
        shell.run("run", "trading-strategy").refused(64, why.strip());
        assertThat(shell.home()).doesNotExist();
    }

    @Test
    void journalsThatAreNone() throws IOException {
        shell.run("replay").refused(64, "DAY|PATH");
        shell.run("replay", "nothing").refused(64, "neither a journal file, nor a folder");
        shell.run("replay", Files.createFile(folder.resolve("empty")).toString())
                .refused(64, "holds no journal");
        shell.run("replay", csv("bars.csv", BARS)).refused(64, "holds no journal");
    }

    private String csv(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String[] words(String written) {
        return Pattern.compile("'([^']*)'|\\S+")
                .matcher(written)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }

    private static String[] all(String first, String... rest) {
        return Stream.concat(Stream.of(first), Stream.of(rest)).toArray(String[]::new);
    }

    private static String[] all(String one, String two, String three, String... rest) {
        return Stream.concat(Stream.of(one, two, three), Stream.of(rest)).toArray(String[]::new);
    }
}
