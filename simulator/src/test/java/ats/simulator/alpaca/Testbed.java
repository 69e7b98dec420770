package ats.simulator.alpaca;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Symbol;
import ats.platform.json.Json;
import ats.platform.lockstep.CountedLockstep;
import ats.simulator.market.FrameQueue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A server over fresh or former books, a market moved by hand, and a plain client.
final class Testbed implements AutoCloseable {
    static final Symbol AAPL = Symbol.of("AAPL");
    static final Symbol MSFT = Symbol.of("MSFT");
    static final Calendar CALENDAR = new NewYorkCalendar();
    static final Session MONDAY = CALENDAR.session(LocalDate.of(2024, 6, 3)).orElseThrow();
    static final long MINUTE = Duration.ofMinutes(1).toNanos();
    static final String KEY = "PKTEST";
    static final String SECRET = "hush";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final HandClock clock = new HandClock(MONDAY.open());
    final CountedLockstep lockstep = new CountedLockstep();
    final FrameQueue frames = FrameQueue.free();
    final Book book;
    final AlpacaServer server;
    final HttpClient client = HttpClient.newHttpClient();

    static Testbed at(Path folder) {
        return at(folder, "none", UnaryOperator.identity());
    }

    static Testbed at(Path folder, String costs, UnaryOperator<AlpacaOptions> options) {
        return new Testbed(folder, costs, options);
    }

    static Path file(Path folder) {
        return folder.resolve("book.jsonl");
    }

    private Testbed(Path folder, String costs, UnaryOperator<AlpacaOptions> options) {
        book = Book.load(file(folder), new Book.Opening("SIM1", Money.of(100_000), costs));
        var venue = new Venue(book.broker(CALENDAR, 0), book, clock, lockstep, frames);
        var usual = AlpacaOptions.of(KEY, SECRET, CALENDAR, List.of(AAPL, MSFT));
        server = new AlpacaServer(venue, options.apply(usual));
    }

    Answer get(String path) {
        return ask("GET", path, "");
    }

    Answer post(String path, String body) {
        return ask("POST", path, body);
    }

    Answer ask(String method, String path, String body) {
        return send(request(method, path, body).build());
    }

    Answer send(HttpRequest request) {
        try {
            return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    CompletableFuture<Answer> later(String method, String path, String body) {
        return client.sendAsync(
                        request(method, path, body).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(server.address().resolve(path))
                .timeout(PATIENCE)
                .header("APCA-API-KEY-ID", KEY)
                .header("APCA-API-SECRET-KEY", SECRET)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    /// Takes an order of 10 AAPL at the market for the day, changed by the given fields.
    Answer order(String name, String... changes) {
        return post("/v2/orders", form(name, changes));
    }

    static String form(String name, String... changes) {
        var form = new LinkedHashMap<String, String>();
        form.put("symbol", "AAPL");
        form.put("side", "buy");
        form.put("type", "market");
        form.put("time_in_force", "day");
        form.put("qty", "10");
        form.put("client_order_id", name);
        for (int at = 0; at < changes.length; at += 2) {
            form.put(changes[at], changes[at + 1]);
        }
        form.values().removeIf(String::isEmpty);
        return Json.write(form);
    }

    /// The next minute with these prices, a million shares traded.
    void bar(Symbol symbol, String open, String high, String low, String close) {
        long from = clock.now();
        clock.moveTo(from + MINUTE);
        var bar =
                new Bar(
                        symbol,
                        from,
                        from + MINUTE,
                        from + MINUTE,
                        Price.parse(open),
                        Price.parse(high),
                        Price.parse(low),
                        Price.parse(close),
                        Quantity.of(1_000_000),
                        false);
        server.bars(from + MINUTE, List.of(bar));
    }

    void bar(String price) {
        bar(AAPL, price, price, price, price);
    }

    void closeMarket() {
        clock.moveTo(MONDAY.close());
        server.sessionClosed(MONDAY, MONDAY.close());
    }

    Session prepareTuesday(CorporateAction... actions) {
        var tuesday = CALENDAR.after(MONDAY.date());
        long at = tuesday.open() - 30 * MINUTE;
        clock.moveTo(at);
        server.beforeOpen(tuesday, List.of(actions), at);
        clock.moveTo(tuesday.open());
        return tuesday;
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        frames.close();
        book.close();
    }
}
