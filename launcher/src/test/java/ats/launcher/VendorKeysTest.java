package ats.launcher;

import module java.base;

import ats.domain.NewYorkCalendar;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whose money may be traded: every combination of keys that could hurt is refused before anything
/// starts. The vendors are simulated ones, at the addresses of the real.
@Timeout(120) // a start that is not refused would go on for ever
final class VendorKeysTest {

    private static final String DATA = "MASSIVE_API_KEY=" + Hosts.KEY;
    private static final String ID = "ALPACA_API_KEY_ID=" + Hosts.KEY;
    private static final String SECRET = "ALPACA_API_SECRET_KEY=" + Hosts.SECRET;
    private static final String SYMBOLS = "ATS_TRADING_SYMBOLS=ASTER";

    @TempDir private Path folder;
    private Shell shell;
    private Hosts hosts;

    @BeforeEach
    void setUp() {
        shell = new Shell(folder);
        hosts = new Hosts(folder, new NewYorkCalendar());
    }

    @AfterEach
    void tearDown() {
        shell.nothingWasStarted();
        hosts.close();
        shell.close();
    }

    @Test
    void syntheticPricesNeverMeetARealBroker() {
        run(ID, SECRET).refused(64, "never meet a real broker", "set MASSIVE_API_KEY, or remove");
    }

    @Test
    void halfAKeyPairIsAMistake() {
        run(DATA, ID).refused(64, "ALPACA_API_KEY_ID", "ALPACA_API_SECRET_KEY", "both or none");
        run(DATA, SECRET).refused(64, "both or none");
    }

    @Test
    void realPricesNeedSymbols() {
        run(DATA).refused(64, "ATS_TRADING_SYMBOLS=SPY,AAPL", "config/development.yaml");
    }

    @Test
    void aRefusedKeyOfTheDataVendorStopsTheStart() {
        run(SYMBOLS, "MASSIVE_API_KEY=wrong")
                .refused(75, "Massive refused the key", "MASSIVE_API_KEY", "nothing was started");
    }

    @Test
    void aRefusedKeyOfTheBrokerStopsTheStart() {
        run(SYMBOLS, DATA, ID, "ALPACA_API_SECRET_KEY=wrong")
                .refused(75, "Alpaca refused the keys", "ALPACA_API_KEY_ID", "nothing was started");
    }

    @Test
    void bothRefusedKeysAreNamedAtOnce() {
        run(SYMBOLS, "MASSIVE_API_KEY=wrong", ID, "ALPACA_API_SECRET_KEY=wrong")
                .refused(75, "Massive refused", "Alpaca refused");
    }

    @Test
    void aVendorThatIsAwayStopsTheStart() {
        run(SYMBOLS, DATA, "ATS_MASSIVE_REST=http://127.0.0.1:9")
                .refused(75, "Massive", "nothing was started", "doctor");
    }

    @Test
    void realMoneyNeedsBothKeys() {
        run(SYMBOLS, "ATS_MODE=live", DATA).refused(64, "keys of both vendors");
        run(SYMBOLS, "ATS_MODE=live", ID, SECRET).refused(64, "keys of both vendors");
        run(SYMBOLS, "ATS_MODE=live").refused(64, "keys of both vendors");
    }

    @Test
    void realMoneyNeedsAConfirmation() {
        limits();
        run(SYMBOLS, "ATS_MODE=live", DATA, ID, SECRET).refused(64, "set ATS_LIVE_CONFIRM");
    }

    @Test
    void realMoneyNeedsLimitsThatItsOwnerWrote() {
        var live =
                new String[] {SYMBOLS, "ATS_MODE=live", "ATS_LIVE_CONFIRM=SIM1", DATA, ID, SECRET};
        run(live).refused(64, "risk.dailyLoss", "risk.shortAllowed", "config/development.yaml");
        shell.file("config/development.yaml", Hosts.LIMITS.replaceFirst(" *dailyLoss.*\n", ""));
        run(live).refused(64, "write these keys into config/development.yaml: risk.dailyLoss");
    }

    @Test
    void realMoneyNeedsTheNumberOfItsAccount() {
        limits();
        run(SYMBOLS, "ATS_MODE=live", "ATS_LIVE_CONFIRM=SIM2", DATA, ID, SECRET)
                .refused(64, "ATS_LIVE_CONFIRM is 'SIM2'", "belong to account SIM1");
    }

    @Test
    void aRecordedMarketNeedsNoKeysAndIgnoresThem() {
        run(ID, SECRET, "ATS_MODE=live");
        shell.run("run", "--replay", "/nowhere").refused(64, "/nowhere does not exist");
    }

    private void limits() {
        shell.file("config/development.yaml", Hosts.LIMITS);
    }

    private Shell.Said run(String... lines) {
        hosts.configure(shell, lines);
        return shell.run("run");
    }
}
