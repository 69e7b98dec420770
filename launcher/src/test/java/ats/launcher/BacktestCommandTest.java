package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import ats.platform.json.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

final class BacktestCommandTest {

    private static final Path REFERENCE =
            Path.of(System.getProperty("ats.root"))
                    .resolve(System.getProperty("ats.reference"))
                    .normalize();

    @TempDir private Path home;

    /// Independent engines agree on this case: 4,406 orders, and to the cent on what is left.
    @Test
    void givesTheKnownResultOfTheKnownCase() {
        var result = known("none");
        assertThat(result.get("orders").asInt()).isEqualTo(4_406);
        assertThat(result.get("equity").decimalValue()).isEqualByComparingTo("1000923.00");
        assertThat(result.get("ledgerSum").decimalValue()).isZero();
        assertThat(result.get("positionsMatchBroker").asBoolean()).isTrue();
    }

    @Test
    void losesMoneyToCosts() {
        assertThat(known("default").get("equity").decimalValue())
                .isLessThan(new BigDecimal("1000923"));
    }

    @Test
    void replaysItsOwnJournal() {
        known("none");
        var journal = home.resolve("backtest.journal").toString();
        assertThat(Main.run("replay", journal)).isZero();
    }

    @Test
    void readsAllBarsOfBothFolders() {
        var first = lean("SPY,AAPL,BAC,AIG", "2010-01-04", "2017-01-03", "2018-12-31");
        assertThat(first.get("bars").asInt()).isEqualTo(63_162);
        var second = lean("SPY,AIG,VXX,SPWR", "2007-11-23", "2010-01-04", "2012-12-31");
        assertThat(second.get("bars").asInt()).isEqualTo(27_628);
        assertThat(second.get("ledgerSum").decimalValue()).isZero();
        assertThat(second.get("positionsMatchBroker").asBoolean()).isTrue();
    }

    @Test
    void refusesAnUnknownFolderInOneLine() {
        assertThat(Main.run("backtest", "--data", "/nowhere", "--symbols", "SPY"))
                .isEqualTo(Exit.USAGE);
    }

    private JsonNode lean(String symbols, String from, String liveFrom, String to) {
        var data = existing("market/lean");
        return run(
                "backtest",
                "--data",
                data,
                "--symbols",
                symbols,
                "--bars",
                "1h",
                "--from",
                from,
                "--live-from",
                liveFrom,
                "--to",
                to,
                "--home",
                home.resolve(from).toString());
    }

    private JsonNode known(String costs) {
        var data = existing("oracles/ema-cross/minute-bars.csv.gz");
        return run(
                "backtest",
                "--data",
                data,
                "--columns",
                "end=epoch_nanos_close,open=open_cents,high=high_cents,low=low_cents,"
                        + "close=close_cents,volume=volume",
                "--scale",
                "0.01",
                "--bars",
                "1m",
                "--calendar",
                "always",
                "--cash",
                "1000000",
                "--sizing",
                "shares:100",
                "--costs",
                costs,
                "--home",
                home.toString());
    }

    private static String existing(String path) {
        var found = REFERENCE.resolve(path);
        assumeTrue(Files.exists(found), "SKIPPED: " + found + " is absent (ats.reference)");
        return found.toString();
    }

    private static JsonNode run(String... arguments) {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(arguments)).isZero();
        } finally {
            System.setOut(before);
        }
        var lines = printed.toString(StandardCharsets.UTF_8).strip().lines().toList();
        return Json.parse(lines.getLast());
    }
}
