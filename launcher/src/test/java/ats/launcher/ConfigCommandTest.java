package ats.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.platform.json.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandTest {

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

    @Test
    void tellsTheOriginOfEachValue() throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "sesame-of-the-file\n");
        shell.file("config/defaults.yaml", "trading:\n  bars: 5m\n  strategy: flat\n")
                .file("config/staging.yaml", "trading:\n  strategy: ema-cross:5/9\n")
                .set(
                        "ATS_ENVIRONMENT=staging",
                        "ATS_TRADING_SIZING=shares:3",
                        "MASSIVE_API_KEY=sesame-in-dot-env",
                        "ALPACA_API_KEY_ID=sesame-id",
                        "ALPACA_API_SECRET_KEY_FILE=" + file);
        var said = shell.run("config").succeeded().out();

        assertThat(line(said, "trading.costs")).contains("default");
        assertThat(line(said, "trading.bars")).contains("5m", "config/defaults.yaml");
        assertThat(line(said, "trading.strategy")).contains("5/9", "config/staging.yaml");
        assertThat(line(said, "trading.sizing")).contains("shares:3", ".env line");
        assertThat(line(said, "massive.key")).contains("***", ".env line");
        assertThat(line(said, "alpaca.secretKey"))
                .contains("***", "file " + file + " by ALPACA_API_SECRET_KEY_FILE");
        assertThat(line(said, "trading.journalDays")).contains("400", "default", "journals");
        assertThat(said).doesNotContain("sesame-");
    }

    @Test
    void tellsEachSettingAsAnObject() {
        shell.set("ATS_TRADING_CASH=5000", "MASSIVE_API_KEY=sesame-in-dot-env");
        var settings = Json.parse(shell.run("config", "--json").succeeded().out());
        var cash =
                settings.valueStream()
                        .filter(each -> each.path("key").asString().equals("trading.cash"))
                        .findFirst()
                        .orElseThrow();
        assertThat(cash.path("value").asString()).isEqualTo("5000");
        assertThat(cash.path("unit").asString()).isEqualTo("USD");
        assertThat(settings.toString()).doesNotContain("sesame-");
    }

    @Test
    void showsOneSectionAlone() {
        var said = shell.run("config", "risk").succeeded().out();
        assertThat(said.lines()).allMatch(line -> line.startsWith("risk."));
        shell.run("config", "rsk").refused(64, "no key begins with 'rsk'", "risk");
    }

    @Test
    void listsEveryErrorAtOnce() {
        shell.file("config/defaults.yaml", "tradng:\n  bars: 5m\nhttp:\n  prot: 1\n")
                .set(
                        "ATS_HTTP_PROT=1",
                        "ATS_TRADING_CASH=lots",
                        "ATS_MODE=dream",
                        "ATS_RISK_DAILY_LOSS=0",
                        "MASSIVE_API_KEY_FILE=/nowhere/key");
        var said = shell.run("config");
        assertThat(said.status()).isEqualTo(64);
        assertThat(said.err())
                .contains("7 errors")
                .contains("tradng.bars", "did you mean trading.bars?")
                .contains("http.prot", "did you mean http.port?")
                .contains("ATS_HTTP_PROT", "did you mean ATS_HTTP_PORT?")
                .contains("trading.cash", "'lots' is not a number")
                .contains("run.mode", "paper, live")
                .contains("risk.dailyLoss", "above 0")
                .contains("massive.key", "/nowhere/key cannot be read");
    }

    @Test
    void refusesLimitsThatAreNone() {
        shell.set("ATS_RISK_ORDER_SHARES=0", "ATS_RISK_DRAWDOWN=120", "ATS_RISK_RESTRICTED=a b");
        shell.run("run").refused(64, "risk.orderShares", "risk.drawdown", "risk.restricted");
    }

    private static String line(String said, String key) {
        return said.lines()
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(key));
    }
}
