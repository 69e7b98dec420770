package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

/// Somebody who looks at the page. While they look, nothing may be asked of another host, nothing
/// may go wrong in the console, and nothing may jump about.
final class Visit implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 30_000;

    /// Half of what browsers' makers call a good page.
    private static final double MOST_SHIFT = 0.05;

    private static final String WATCH_SHIFTS =
            """
            window.shifts = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) {
                if (!entry.hadRecentInput) window.shifts += entry.value;
              }
            }).observe({ type: "layout-shift", buffered: true });
            """;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    static Visit to(BrowserContext context, URI address) {
        var visit = new Visit(context, address);
        visit.page.navigate(address.toString());
        return visit;
    }

    private Visit(BrowserContext context, URI address) {
        this.context = context;
        context.addInitScript(WATCH_SHIFTS);
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> complaints.add("uncaught: " + error));
        page.onRequest(request -> see(request, address));
    }

    Page page() {
        return page;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    Locator button(String name) {
        return page.locator("button:visible", new Page.LocatorOptions().setHasText(name));
    }

    String text(String selector) {
        return at(selector).innerText();
    }

    /// Waits until the element shows this.
    void shows(String selector, String words) {
        PlaywrightAssertions.assertThat(at(selector).first())
                .containsText(
                        words,
                        new LocatorAssertions.ContainsTextOptions()
                                .setUseInnerText(true)
                                .setTimeout(PATIENCE_MILLIS));
    }

    void hides(String selector) {
        PlaywrightAssertions.assertThat(at(selector).first())
                .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE_MILLIS));
    }

    /// Waits until the text is another one, and gives that.
    String changed(String selector, String before) {
        page.waitForCondition(() -> !text(selector).equals(before));
        return text(selector);
    }

    /// The fingerprint of what is drawn there, once anything is.
    long drawn(String selector) {
        var script = script("drawn.js");
        var found = new AtomicLong();
        page.waitForCondition(
                () -> {
                    var answer = (List<?>) at(selector).evaluate(script);
                    found.set(((Number) answer.get(0)).longValue());
                    return ((Number) answer.get(1)).longValue() > 1_000;
                });
        return found.get();
    }

    /// What a person could not read, reach or tell apart.
    List<String> unusable() {
        return ((List<?>) page.evaluate(script("visible.js")))
                .stream().map(String::valueOf).toList();
    }

    /// How many changes were asked of the system so far.
    int asked() {
        return changes.size();
    }

    /// Says that a complaint was to be expected, and must have come.
    void expect(String words) {
        page.waitForCondition(() -> complaints.stream().anyMatch(one -> one.contains(words)));
        complaints.removeIf(one -> one.contains(words));
    }

    @Override
    public void close() {
        var shifts = ((Number) page.evaluate("window.shifts")).doubleValue();
        context.close();
        assertThat(complaints).as("what the console says").isEmpty();
        assertThat(shifts).as("how much the page jumped about").isLessThan(MOST_SHIFT);
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " at " + message.location());
        }
    }

    private void see(Request request, URI address) {
        var asked = request.url();
        if (!asked.startsWith("data:")
                && !address.getAuthority().equals(URI.create(asked).getAuthority())) {
            complaints.add("asked another host: " + asked);
        }
        if (request.method().equals("POST")) {
            changes.add(asked);
        }
    }

    private static String script(String name) {
        try (var stream = Visit.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
