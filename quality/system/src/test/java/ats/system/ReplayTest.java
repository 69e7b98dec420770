package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.adapters.postgres.LocalDatabase;
import ats.platform.json.Json;
import ats.testkit.AtsProcess;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.sql.DriverManager;
import java.sql.SQLException;

/// A quarter of real hourly bars through the whole system, twice, and through the backtest; and
/// what a check of its books finds out.
final class ReplayTest {

    private static final Path MARKET =
            AtsProcess.root()
                    .resolve(System.getProperty("ats.reference", "../shared"))
                    .resolve("market/lean")
                    .normalize();
    private static final String[] QUARTER = {
        "--symbols", "SPY,AAPL,BAC,AIG",
        "--bars", "1h",
        "--from", "2014-01-02",
        "--live-from", "2014-04-01",
        "--to", "2014-06-30"
    };

    @TempDir private static Path folder;

    private static JsonNode first = Json.parse("{}");
    private static Path firstHome = Path.of("");

    @BeforeAll
    static void replayOnce() {
        Assumptions.assumeTrue(
                Files.isDirectory(MARKET),
                "no recorded market at " + MARKET + "; name it with -Dats.reference");
        firstHome = folder.resolve("first");
        first = replayed(firstHome);
    }

    @Test
    void replaysToTheSameDigestsTwice() {
        var second = replayed(folder.resolve("second"));

        for (var figure :
                List.of("journalDigest", "tradesDigest", "equity", "orders", "fills", "bars")) {
            assertThat(second.path(figure)).as(figure).isEqualTo(first.path(figure));
        }
        assertThat(first.path("orders").asInt()).isGreaterThan(10);
    }

    @Test
    void tradesAsTheBacktestDoes() {
        var arguments = with("backtest", "--strategy", "ema-cross", "--data", MARKET.toString());
        var ended = AtsProcess.run(folder.resolve("backtest"), arguments);

        assertThat(ended.status()).as(ended.err()).isZero();
        for (var figure :
                List.of("bars", "orders", "fills", "tradesDigest", "equity", "maxDrawdown")) {
            assertThat(ended.figures().path(figure)).as(figure).isEqualTo(first.path(figure));
        }
    }

    @Test
    void endsWithBooksThatAgreeWithTheBrokers() {
        assertThat(first.path("ledgerSum").asInt()).isZero();
        assertThat(first.path("positionsMatchBroker").asBoolean()).isTrue();
        assertThat(first.path("frames").asLong()).isGreaterThan(first.path("fills").asLong());
        assertThat(first.path("requests").asLong()).isGreaterThan(first.path("orders").asLong());
    }

    @Test
    void givesTheSameCommandsFromItsJournal() throws IOException {
        try (var files = Files.list(firstHome.resolve("data/journal"))) {
            var journal = files.sorted().skip(20).findFirst().orElseThrow();
            var ended = AtsProcess.run(firstHome, "replay", journal.toString());

            assertThat(ended.status()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("the same");
        }
        var day = AtsProcess.run(firstHome, "replay", "2014-05-07", "--home", firstHome.toString());
        assertThat(day.status()).as(day.err()).isZero();
        var whole = AtsProcess.run(firstHome, "replay", firstHome.toString());
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(whole.out()).contains(first.path("journalDigest").asString());
    }

    @Test
    void checkFindsAnEditedFillInTheBrokersBook() throws IOException {
        var home = copied("edited-fill");
        var book = home.resolve("data/simulator/book.jsonl");
        var edited = new ArrayList<String>();
        boolean done = false;
        for (var line : Files.readAllLines(book)) {
            var other = done ? line : line.replaceFirst("(\"price\":\"?)(\\d)", "$19$2");
            done |= !other.equals(line);
            edited.add(other);
        }
        Files.write(book, edited);

        var ended = AtsProcess.run(home, "check", "--home", home.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.figures().path("positionsMatchBroker").asBoolean(true)).isFalse();
        assertThat(ended.figures().path("ledgerSum").asInt(1)).isZero();
    }

    @Test
    void checkFindsAnEditedRowOfTheLedger() throws IOException, SQLException {
        var home = copied("edited-ledger");
        var programs = folder.resolve("main/run");
        try (var local = LocalDatabase.start(home.resolve("data/postgres"), programs)) {
            var address = local.address();
            try (var connection =
                            DriverManager.getConnection(
                                    address.url(), address.user(), address.password().reveal());
                    var statement = connection.createStatement()) {
                statement.execute("SET session_replication_role = replica");
                int rows =
                        statement.executeUpdate(
                                "UPDATE ledger_entries SET amount = amount + 1000000000 WHERE ctid"
                                        + " = (SELECT min(ctid) FROM ledger_entries)");
                assertThat(rows).isEqualTo(1);
            }
        }

        var ended = AtsProcess.run(home, "check", "--home", home.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.figures().path("ledgerSum").asInt()).isEqualTo(1);
    }

    private static JsonNode replayed(Path home) {
        var arguments =
                with(
                        "run",
                        "--replay",
                        MARKET.toString(),
                        "--speed",
                        "max",
                        "--exit",
                        "--home",
                        home.toString());
        var ended = AtsProcess.run(folder.resolve("main"), arguments);
        assertThat(ended.status()).as(ended.err()).isZero();
        return ended.figures();
    }

    private static String[] with(String... first) {
        return Stream.concat(Stream.of(first), Stream.of(QUARTER)).toArray(String[]::new);
    }

    private static Path copied(String name) throws IOException {
        var copy = folder.resolve(name);
        var process = new ProcessBuilder("cp", "-a", firstHome.toString(), copy.toString()).start();
        assertThat(process.onExit().join().exitValue()).isZero();
        return copy;
    }
}
