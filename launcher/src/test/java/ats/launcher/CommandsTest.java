package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.domain.NewYorkCalendar;
import ats.platform.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands which show and change how a system is, where none runs.
final class CommandsTest {

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void setUp() {
        shell = new Shell(folder);
    }

    @AfterEach
    void tearDown() {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "status",
                "models",
                "models list",
                "models show",
                "models promote",
                "models rollback",
                "train",
                "config",
                "doctor",
                "backtest",
                "replay",
                "check",
                "token",
                "reset",
                "kill",
                "pause",
                "resume",
                "flatten"
            })
    void everyCommandTellsHowItIsUsed(String command) {
        var arguments = (command + " --help").strip().split(" ");
        var said = shell.run(arguments).succeeded();
        assertThat(said.out()).contains("Usage: " + ("ats " + command).strip());
        assertThat(said.err()).isEmpty();
        assertThat(shell.home()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "stauts         | 'stauts' is no command of ats, did you mean status?",
                "bcktest        | 'bcktest' is no command of ats, did you mean backtest?",
                "status --jsn   | '--jsn' is no option of ats status, did you mean --json?",
                "reset --ye     | '--ye' is no option of ats reset, did you mean --yes?",
                "status now     | 'now' is no argument of ats status",
                "kill --speed 3 | '--speed' is no option of ats kill",
            })
    void offersTheNearestWord(String written, String words) {
        shell.run(written.strip().split(" ")).refused(64, words, "--help");
    }

    @Test
    void tellsItsVersion() {
        assertThat(shell.run("--version").succeeded().out()).containsPattern("\\d|development");
    }

    @Test
    void keepsItsTokenToItselfAndRenewsIt() throws IOException {
        var token = shell.run("token").succeeded().out().strip();
        var file = shell.home().resolve("token");
        assertThat(token).hasSizeGreaterThan(24);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(shell.run("token").out().strip()).isEqualTo(token);

        var renewed = shell.run("token", "--renew").succeeded().out().strip();
        assertThat(renewed).isNotEqualTo(token);
        assertThat(shell.run("token").out().strip()).isEqualTo(renewed);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void saysThatNothingRuns() {
        var said = shell.run("status");
        assertThat(said.status()).isEqualTo(3);
        assertThat(said.out()).hasLineCount(1).contains("not running", "./ats run");
        shell.run("resume").refused(64, "nothing runs on", "./ats run");
        shell.run("flatten").refused(64, "nothing runs on", "./ats run");
        shell.run("kill", "--rearm").refused(64, "--rearm belongs to resume");
        shell.run("check").refused(64, "no simulated broker's books");
        shell.run("replay", "2026-01-05").refused(64, "no journal of 2026-01-05");
        shell.run("status", "--home", "/nowhere").refused(64, "/nowhere is no folder");
    }

    @Test
    void saysThatSomethingIsJustStarting() {
        try (var _ = Home.of(shell.home()).claim()) {
            var said = shell.run("status");
            assertThat(said.status()).isEqualTo(3);
            assertThat(said.out()).contains("just starting");
            shell.run("pause").refused(64, "just starting");
            shell.run("run").refused(64, "just starting");
        }
    }

    @Test
    void resetsOnlyWhatItsOwnerWantsGone() throws IOException {
        var home = Home.of(shell.home());
        assertThat(shell.run("reset").succeeded().out()).contains("nothing to delete");
        home.claim().close();
        var journal = Files.createDirectories(home.journals()).resolve("2026-01-05-001.journal");
        Files.createFile(journal);
        var mine = Files.createFile(shell.home().resolve("mine.txt"));
        home.secret();

        shell.run("reset").refused(64, "without a terminal", "--yes");
        assertThat(journal).exists();
        assertThat(asked("no")).isEqualTo(1);
        assertThat(journal).exists();
        try (var _ = home.claim()) {
            home.announce(new Home.Running(7, "http://127.0.0.1:1", "a test", "now"));
            shell.run("reset", "--yes").refused(64, "already running", "pid 7", "127.0.0.1:1");
            assertThat(journal).exists();
        }
        assertThat(asked("yes")).isZero();
        assertThat(journal).doesNotExist();
        assertThat(home.hasSecret()).isFalse();
        assertThat(mine).exists();
    }

    private int asked(String answer) {
        var questions = new ArrayList<String>();
        var command =
                new ResetCommand(
                        question -> {
                            questions.add(question);
                            return Optional.of(answer);
                        });
        int status = new picocli.CommandLine(command).execute();
        assertThat(questions).hasSize(1).first().asString().contains(shell.home().toString());
        return status;
    }

    @Test
    void resetLeavesAStrangersDataAlone() throws IOException {
        var precious = folder.resolve("other/data/thesis.txt");
        Files.createDirectories(precious.getParent());
        Files.createFile(precious);
        shell.run("reset", "--yes", "--home", folder.resolve("other").toString())
                .refused(64, "did not write", "nothing was deleted");
        assertThat(precious).exists();
    }

    @Test
    void doctorFindsAMachineThatIsFit() {
        var said = shell.run("doctor");
        assertThat(said.out()).contains("ok   Java", "ok   home", "ok   page", "synthetic prices");
    }

    @Test
    void doctorNamesWhatAStartLacks() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            shell.set(
                    "ATS_HTTP_PORT=" + taken.getLocalPort(),
                    "ALPACA_API_KEY_ID=id",
                    "ALPACA_API_SECRET_KEY=secret",
                    "ATS_ALPACA_PAPER=http://127.0.0.1:" + closedPort());
            var said = shell.run("doctor");
            assertThat(said.status()).isEqualTo(1);
            assertThat(said.out())
                    .contains("BAD  page", taken.getLocalPort() + " is taken", "ATS_HTTP_PORT")
                    .contains("BAD  trading", "never meet a real broker")
                    .contains("BAD  Alpaca");
        }
        shell.set("ATS_HTTP_PROT=1");
        var said = shell.run("doctor");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("BAD  configuration", "did you mean ATS_HTTP_PORT?");
        var file = Files.createFile(folder.resolve("file"));
        shell.set("ATS_HOME=" + file);
        assertThat(shell.run("doctor").out()).contains("BAD  home", "there is a file");
    }

    @Test
    void aBacktestWritesWhereTheHomeIsConfiguredToBe() throws IOException {
        var csv = folder.resolve("bars.csv");
        Files.writeString(
                csv,
                """
                end,open,high,low,close,volume
                1400000400000000000,10,11,9,10,100
                1400004000000000000,10,11,9,10,100
                """);
        var said = shell.run("backtest", "--data", csv.toString(), "--calendar", "always");
        var home = Path.of(Json.parse(said.succeeded().out()).path("home").asString());
        assertThat(home).startsWith(shell.home());
        assertThat(home.resolve("backtest.journal")).exists();

        // a second run in the same folder replaces the journal of the first
        var again = new String[] {"backtest", "--data", csv.toString(), "--home", home.toString()};
        var figures = Json.parse(shell.run(again).succeeded().out());
        var replayed = shell.run("replay", home.resolve("backtest.journal").toString());
        assertThat(replayed.succeeded().out()).contains(figures.path("journalDigest").asString());
    }

    @Test
    void recordedBarsEndWithTheLastOfThem() throws IOException {
        var csv = folder.resolve("bars.csv");
        Files.writeString(
                csv,
                """
                end,open,high,low,close,volume
                1400000400000000000,10,11,9,10,100
                1400090400000000000,10,11,9,10,100
                1400180400000000000,10,11,9,10,100
                """);
        var options = new MarketOptions();
        options.check();
        RecordedBarsFile.open(options, csv, new NewYorkCalendar());
        assertThat(options.to()).isEqualTo(LocalDate.of(2014, 5, 15));
    }

    @Test
    void aStopAtRestIsWrittenWhereTheNextStartReadsIt() {
        shell.set("ATS_DATABASE_URL=jdbc:postgresql://127.0.0.1:9/ats");
        shell.run("pause").refused(75, "127.0.0.1:9");
        shell.nothingWasStarted();
    }

    @Test
    void showsATraceToWhoeverAsksForOne() {
        assertThat(shell.run("replay", "nothing").err()).hasLineCount(1);
        shell.set("ATS_TRACE=true");
        assertThat(shell.run("replay", "nothing").err()).contains("\tat ats.launcher");
    }

    private static int closedPort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
