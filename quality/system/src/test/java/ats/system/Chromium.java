package ats.system;

import module java.base;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The machine's own browser, without a screen; each visit has a profile that was never used.
final class Chromium implements AutoCloseable {

    static final int WIDE = 1280;
    static final int NARROW = 390;

    private static final int HEIGHT = 900;
    private static final List<String> NAMES = List.of("chromium", "chromium-browser");
    private static final List<String> ARGUMENTS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    /// How the page is looked at.
    record Look(int width, ColorScheme scheme) {

        static final Look USUAL = new Look(WIDE, ColorScheme.LIGHT);

        static List<Look> all() {
            return Stream.of(WIDE, NARROW)
                    .flatMap(
                            width ->
                                    Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                                            .map(scheme -> new Look(width, scheme)))
                    .toList();
        }
    }

    /// Skips the test where no browser is installed; a machine that builds for others must have
    /// one.
    static Chromium start() {
        var program = program();
        if (program.isEmpty()) {
            var missing = "no chromium on the PATH: the page was not looked at; install chromium";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        return new Chromium(program.orElseThrow());
    }

    private Chromium(Path program) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program)
                                        .setArgs(ARGUMENTS));
    }

    Visit visit(URI address, Look look) {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(look.width(), HEIGHT)
                                .setColorScheme(look.scheme()));
        return Visit.to(context, address);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
