package ats.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ats.platform.Fault;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {
    enum Side {
        LONG_ONLY,
        BOTH
    }

    record Trading(
            @Key(doc = "orders a minute", unit = "1/min") int orderRatePerMinute,
            @Key(doc = "largest order") BigDecimal largestOrder,
            @Key(doc = "patience") Duration patience,
            @Key(doc = "may it trade") boolean enabled,
            @Key(doc = "which way") Side side,
            @Key(doc = "what to trade") List<String> symbols) {
        static final Trading DEFAULTS =
                new Trading(60, new BigDecimal("25000"), Duration.ofSeconds(10), true,
                        Side.LONG_ONLY, List.of("SPY", "AAPL"));

        Trading {
            if (orderRatePerMinute < 1) {
                throw new IllegalArgumentException(
                        "trading.orderRatePerMinute is " + orderRatePerMinute
                                + "; write 1 or more");
            }
            symbols = List.copyOf(symbols);
        }
    }

    record Massive(
            @Key(doc = "key of the data vendor", env = "MASSIVE_API_KEY") Secret apiKey,
            @Key(doc = "its address") URI address,
            @Key(doc = "first day of history") LocalDate since,
            @Key(doc = "where to keep it", env = "ATS_CACHE") Path cache,
            @Key(doc = "account") String account,
            @Key(doc = "nanoseconds") long nanos,
            @Key(doc = "a ratio") double ratio) {
        static final Massive DEFAULTS =
                new Massive(Secret.none(), URI.create("https://api.massive.com"),
                        LocalDate.of(2020, 1, 2), Path.of("var"), "", 1L, 0.5);
    }

    @TempDir private Path root;
    private final TreeMap<String, String> variables = new TreeMap<>();
    private final TreeMap<String, String> overrides = new TreeMap<>();

    @Test
    void startsFromTheDefaultsOfTheRecords() {
        var loaded = load();
        assertThat(loaded.section(Trading.class)).isEqualTo(Trading.DEFAULTS);
        assertThat(loaded.section(Massive.class)).isEqualTo(Massive.DEFAULTS);
        assertThat(loaded.environment()).isEqualTo("development");
        assertThat(setting(loaded, "trading.patience").value()).isEqualTo("10s");
        assertThat(setting(loaded, "trading.patience").origin()).isEqualTo("default");
    }

    @Test
    void eachLayerWinsOverTheOneBefore() {
        var key = "trading.orderRatePerMinute";
        var variable = "ATS_TRADING_ORDER_RATE_PER_MINUTE";
        file("config/defaults.yaml", "trading:\n  orderRatePerMinute: 1\n");
        assertRate(1, "config/defaults.yaml");
        file("config/staging.yaml", "trading:\n  orderRatePerMinute: 2\n");
        assertRate(1, "config/defaults.yaml");
        variables.put("ATS_ENVIRONMENT", "staging");
        assertRate(2, "config/staging.yaml");
        file(".env", "# keys\n" + variable + "=3\n");
        assertRate(3, ".env line 2");
        variables.put(variable, "4");
        assertRate(4, "variable " + variable);
        variables.put(variable + "_FILE", file("secret", " 5\n").toString());
        assertRate(5, "file " + root.resolve("secret") + " by " + variable + "_FILE");
        overrides.put(key, "6");
        assertRate(6, "command line");
    }

    @Test
    void takesTheEnvironmentFromDotEnvAndFromTheCommandLine() {
        file(".env", "ATS_ENVIRONMENT=production\n");
        assertThat(load().environment()).isEqualTo("production");
        overrides.put("environment", "staging");
        assertThat(load().environment()).isEqualTo("staging");
        assertThat(setting(load(), "environment").origin()).isEqualTo("command line");
    }

    @Test
    void readsEveryType() {
        file(
                "config/defaults.yaml",
                """
                trading:
                  largestOrder: 0.10
                  patience: 250ms
                  enabled: false
                  side: both
                  symbols: [SPY, "BRK.B"]
                massive:
                  address: http://localhost:1/x
                  since: 2021-03-04
                  cache: /tmp/cache
                  account: 0123
                  nanos: 9_000_000_000
                  ratio: 0.25
                """);
        variables.put("MASSIVE_API_KEY", "hush-hush");
        var trading = load().section(Trading.class);
        assertThat(trading.largestOrder()).isEqualTo(new BigDecimal("0.10"));
        assertThat(trading.patience()).isEqualTo(Duration.ofMillis(250));
        assertThat(trading.enabled()).isFalse();
        assertThat(trading.side()).isEqualTo(Side.BOTH);
        assertThat(trading.symbols()).containsExactly("SPY", "BRK.B");
        var massive = load().section(Massive.class);
        assertThat(massive.address()).isEqualTo(URI.create("http://localhost:1/x"));
        assertThat(massive.since()).isEqualTo(LocalDate.of(2021, 3, 4));
        assertThat(massive.cache()).isEqualTo(Path.of("/tmp/cache"));
        assertThat(massive.account()).isEqualTo("0123");
        assertThat(massive.nanos()).isEqualTo(9_000_000_000L);
        assertThat(massive.ratio()).isEqualTo(0.25);
        assertThat(massive.apiKey().reveal()).isEqualTo("hush-hush");
    }

    @Test
    void takesListsFromCommasAndDurationsInIsoForm() {
        overrides.put("trading.symbols", "SPY, AIG ,");
        overrides.put("trading.patience", "PT1M30S");
        var trading = load().section(Trading.class);
        assertThat(trading.symbols()).containsExactly("SPY", "AIG");
        assertThat(trading.patience()).isEqualTo(Duration.ofSeconds(90));
        assertThat(setting(load(), "trading.patience").value()).isEqualTo("90s");
    }

    @Test
    void neverShowsASecret() {
        variables.put("MASSIVE_API_KEY_FILE", file("key", "hush-hush\n").toString());
        var loaded = load();
        assertThat(loaded.section(Massive.class).apiKey().reveal()).isEqualTo("hush-hush");
        assertThat(setting(loaded, "massive.apiKey").value()).isEqualTo("***");
        assertThat(loaded.section(Massive.class).toString()).doesNotContain("hush");
        assertThat(loaded.secrets()).containsExactly(Secret.of("hush-hush"));
        assertThat(loaded.explain().toString()).doesNotContain("hush");
    }

    @Test
    void ofTwoNamesInOneLayerTheKeysOwnWins() {
        variables.put("MASSIVE_API_KEY", "other");
        variables.put("ATS_MASSIVE_API_KEY", "own");
        assertThat(load().section(Massive.class).apiKey().reveal()).isEqualTo("own");
        variables.remove("ATS_MASSIVE_API_KEY");
        file(".env", "ATS_MASSIVE_API_KEY=weaker\n");
        assertThat(load().section(Massive.class).apiKey().reveal()).isEqualTo("other");
    }

    @Test
    void takesAnEmptyVariableForNone() {
        variables.put("ATS_TRADING_ORDER_RATE_PER_MINUTE", "");
        assertRate(60, "default");
    }

    @Test
    void reportsEveryErrorAtOnce() {
        file("config/defaults.yaml", "trading:\n  orderRatePerMinit: 5\n  patience: soon\n");
        file(".env", "this is no assignment\nATS_TRADING_ENABLED=yes\nATS_TRADNG_SIDE=both\n");
        variables.put("ATS_TRADING_SIDE", "short");
        variables.put("ATS_ENVIRONMENT", "prodction");
        variables.put("MASSIVE_API_KEY_FILE", root.resolve("absent").toString());
        overrides.put("massive.nanos", "1.5");
        overrides.put("masive.ratio", "1");
        var fault = catchThrowableOfType(Fault.class, this::load);
        assertThat(fault.kind()).isEqualTo(Fault.Kind.MISUSE);
        assertThat(fault.reason().lines().skip(1).map(String::strip))
                .containsExactlyInAnyOrder(
                        ".env line 1 is not KEY=VALUE; correct it or put # before it",
                        "environment (variable ATS_ENVIRONMENT): 'prodction' is none of"
                                + " development, staging, production; did you mean production?",
                        "trading.orderRatePerMinit (config/defaults.yaml) is not a known key;"
                                + " did you mean trading.orderRatePerMinute?",
                        "ATS_TRADNG_SIDE (.env line 3) is not a known variable;"
                                + " did you mean ATS_TRADING_SIDE?",
                        "massive.apiKey (MASSIVE_API_KEY_FILE): " + root.resolve("absent")
                                + " cannot be read (java.nio.file.NoSuchFileException: "
                                + root.resolve("absent")
                                + "); write the path of a file that holds the value",
                        "masive.ratio (command line) is not a known key;"
                                + " did you mean massive.ratio?",
                        "trading.patience (config/defaults.yaml): 'soon' is not a duration;"
                                + " write one such as 250ms, 10s, 5m, 2h or PT1M30S",
                        "trading.enabled (.env line 2): 'yes' is neither true nor false;"
                                + " write one of the two",
                        "trading.side (variable ATS_TRADING_SIDE): 'short' is none of long-only,"
                                + " both; write one of them",
                        "massive.nanos (command line): '1.5' is not a whole number;"
                                + " write digits such as 60");
    }

    @Test
    void passesOnWhatARecordRefuses() {
        overrides.put("trading.orderRatePerMinute", "0");
        assertThatThrownBy(this::load)
                .hasMessageContaining("trading.orderRatePerMinute is 0; write 1 or more")
                .hasMessageContaining("from command line");
    }

    @Test
    void namesTheSuccessorOfARetiredKey() {
        file("config/defaults.yaml", "trading:\n  maxOrders: 5\n");
        variables.put("ATS_TRADING_MAX_ORDERS", "7");
        assertThatThrownBy(this::load)
                .hasMessageContaining("trading.maxOrders (config/defaults.yaml) is retired;"
                        + " write trading.orderRatePerMinute")
                .hasMessageContaining("ATS_TRADING_MAX_ORDERS (variable ATS_TRADING_MAX_ORDERS)"
                        + " is retired; write ATS_TRADING_ORDER_RATE_PER_MINUTE");
    }

    @Test
    void pointsAtTheLineOfBrokenYaml() {
        file("config/defaults.yaml", "trading:\n  side: [both\n");
        assertThatThrownBy(this::load).hasMessageContaining("config/defaults.yaml line 3");
        file("config/defaults.yaml", "trading:\n  side: both\n  side: both\n");
        assertThatThrownBy(this::load).hasMessageContaining("is not YAML");
        file("config/defaults.yaml", "trading:\n  side:\n");
        assertThatThrownBy(this::load).hasMessageContaining("trading.side").hasMessageContaining(
                "has no value");
    }

    @Test
    void acceptsAFileOfCommentsOnly() {
        file("config/defaults.yaml", "# nothing here yet\n");
        assertRate(60, "default");
    }

    @Test
    void readsQuotesCommentsAndExportInDotEnv() {
        assertThat(account("ATS_MASSIVE_ACCOUNT=plain # comment")).isEqualTo("plain");
        assertThat(account("export ATS_MASSIVE_ACCOUNT = spaced ")).isEqualTo("spaced");
        assertThat(account("ATS_MASSIVE_ACCOUNT='a # b' # c")).isEqualTo("a # b");
        assertThat(account("ATS_MASSIVE_ACCOUNT=\"a \\\"b\\\"\"")).isEqualTo("a \"b\"");
        assertThat(account("ATS_MASSIVE_ACCOUNT=a#b")).isEqualTo("a#b");
        assertThat(account("ATS_MASSIVE_ACCOUNT=")).isEmpty();
        assertThat(account("OTHER_PROGRAMS_NAME=x")).isEmpty();
        assertThatThrownBy(() -> account("\nATS_MASSIVE_ACCOUNT=\"hush"))
                .hasMessageContaining(".env line 2")
                .hasMessageNotContaining("hush");
    }

    @Test
    void explainsEveryKeyInOrder() {
        assertThat(load().explain().stream().map(Setting::key))
                .startsWith("environment", "massive.account", "massive.address")
                .hasSize(14);
        assertThat(setting(load(), "trading.orderRatePerMinute"))
                .isEqualTo(new Setting("trading.orderRatePerMinute", "60", "default", "1/min",
                        "orders a minute"));
    }

    @Test
    void theShippedFilesFitTheirSections() {
        var project = Path.of(System.getProperty("ats.root", ".."));
        for (var environment : List.of("development", "staging", "production")) {
            assertThat(project.resolve("config/" + environment + ".yaml")).exists();
        }
        assertThat(project.resolve("config/defaults.yaml")).exists();
    }

    private Configuration load() {
        var sections =
                List.<Section<?>>of(
                        Section.of("trading", Trading.DEFAULTS)
                                .withRetired("trading.maxOrders", "trading.orderRatePerMinute"),
                        Section.of("massive", Massive.DEFAULTS));
        return Configuration.load(
                new Sources(root.resolve("config"), root.resolve(".env"), variables, overrides),
                sections);
    }

    private void assertRate(int rate, String origin) {
        var loaded = load();
        assertThat(loaded.section(Trading.class).orderRatePerMinute()).isEqualTo(rate);
        assertThat(setting(loaded, "trading.orderRatePerMinute").origin()).isEqualTo(origin);
    }

    private String account(String line) {
        file(".env", line + "\n");
        return load().section(Massive.class).account();
    }

    private static Setting setting(Configuration loaded, String key) {
        return loaded.explain().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Path file(String name, String content) {
        try {
            var path = root.resolve(name);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
