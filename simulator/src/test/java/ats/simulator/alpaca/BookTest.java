package ats.simulator.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.AccountActivity;
import ats.domain.CorporateAction;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.exchange.BookEntry;
import ats.platform.Fault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills them before each test
final class BookTest {
    private static final Book.Opening OPENING =
            new Book.Opening("SIM1", Money.parse("1000.5"), "none");
    private static final OrderId ID = new OrderId("one");
    private static final Symbol AAPL = Symbol.of("AAPL");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("home").resolve("book.jsonl");
    }

    @Test
    void readsBackEveryKindOfLine() {
        var entries = everyKind();
        try (var book = Book.load(file, OPENING)) {
            entries.forEach(book::append);
            assertThat(book.entries()).isEqualTo(entries);
        }
        try (var again = Book.load(file)) {
            assertThat(again.opening()).isEqualTo(OPENING);
            assertThat(again.entries()).isEqualTo(entries);
        }
        assertThat(Book.entries(file)).isEqualTo(entries);
    }

    @Test
    void writesWhatAPersonCanRead() throws IOException {
        try (var book = Book.load(file, OPENING)) {
            book.append(filled());
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"account\":\"SIM1\",\"cash\":\"1000.5\",\"costs\":\"none\"}",
                        "{\"line\":\"filled\",\"order\":\"one\",\"execution\":\"e1\","
                                + "\"symbol\":\"AAPL\",\"side\":\"BUY\",\"quantity\":\"2\","
                                + "\"price\":\"190.25\",\"fee\":\"0.01\","
                                + "\"happenedAt\":\"1970-01-01T00:00:00.000000007Z\","
                                + "\"learnedAt\":\"1970-01-01T00:00:00.000000008Z\"}");
    }

    @Test
    void keepsItsOwnOpening() {
        Book.load(file, OPENING).close();
        var other = new Book.Opening("OTHER", Money.of(1), "default");
        try (var again = Book.load(file, other)) {
            assertThat(again.opening()).isEqualTo(OPENING);
        }
    }

    @Test
    void showsAnEditedPrice() throws IOException {
        try (var book = Book.load(file, OPENING)) {
            book.append(filled());
        }
        Files.writeString(file, Files.readString(file).replace("190.25", "191.25"));
        var fill =
                (OrderUpdate.Filled) ((BookEntry.Updated) Book.entries(file).getFirst()).update();
        assertThat(fill.fill().price()).isEqualTo(Price.parse("191.25"));
    }

    @Test
    void dropsATornLastLine() throws IOException {
        try (var book = Book.load(file, OPENING)) {
            book.append(filled());
            book.append(filled());
        }
        cut(20);
        assertThat(Book.entries(file)).hasSize(1);
        try (var again = Book.load(file, OPENING)) {
            again.append(new BookEntry.Closed(AAPL, Price.of(1)));
            assertThat(again.entries())
                    .containsExactly(filled(), new BookEntry.Closed(AAPL, Price.of(1)));
        }
    }

    @Test
    void beginsAnewWhereOnlyAPieceOfTheFirstLineWasWritten() throws IOException {
        Book.load(file, OPENING).close();
        cut(10);
        try (var again = Book.load(file, OPENING)) {
            again.append(filled());
            assertThat(again.entries()).containsExactly(filled());
        }
    }

    @Test
    void keepsALastLineThatOnlyMissesItsEnd() throws IOException {
        try (var book = Book.load(file, OPENING)) {
            book.append(filled());
        }
        cut(1);
        try (var again = Book.load(file)) {
            again.append(filled());
            assertThat(again.entries()).containsExactly(filled(), filled());
        }
    }

    @Test
    void refusesDamageInTheMiddle() throws IOException {
        try (var book = Book.load(file, OPENING)) {
            book.append(filled());
        }
        Files.writeString(file, Files.readString(file).replace("190.25", "much"));
        assertThatThrownBy(() -> Book.load(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("cannot be read at line 2");
    }

    @Test
    void refusesASecondOwner() {
        try (var _ = Book.load(file, OPENING)) {
            assertThatThrownBy(() -> Book.load(file, OPENING))
                    .isInstanceOf(Fault.class)
                    .hasMessageContaining("is open already");
        }
    }

    @Test
    void saysWhereItLooksForBooks() {
        assertThatThrownBy(() -> Book.load(file))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void forgetsClosesThatLaterOnesReplace() throws IOException {
        var bought =
                new Order(
                        ID,
                        AAPL,
                        Side.BUY,
                        Quantity.of(2),
                        new Pricing.Market(),
                        TimeInForce.DAY,
                        1);
        try (var book = Book.load(file, OPENING)) {
            book.append(new BookEntry.Submitted(bought, Testbed.MONDAY.open(), "b1"));
            book.append(filled());
            for (int cents = 1; cents <= 100_010; cents++) {
                var price = new Price(cents * 10_000_000L);
                book.append(new BookEntry.Closed(AAPL, price));
                if (cents == 50_000) {
                    book.append(new BookEntry.Closed(Symbol.of("MSFT"), Price.of(1)));
                }
            }
            assertThat(Files.size(file)).isLessThan(2_000);
        }
        assertThat(Book.entries(file)).hasSize(14).contains(filled());
        try (var again = Book.load(file)) {
            assertThat(again.broker(Testbed.CALENDAR, 0).equity())
                    .isEqualTo(Money.parse("2620.19"));
        }
    }

    @Test
    void makesTheSameBrokerAfterAKill() {
        var tuesday = Testbed.CALENDAR.after(Testbed.MONDAY.date());
        var split =
                new CorporateAction.Split(
                        AAPL, tuesday.date(), tuesday.open(), tuesday.open(), 3, 2);
        String account;
        String positions;
        String orders;
        String activities;
        try (var before = Testbed.at(folder, "fee=0.01", options -> options)) {
            before.order("one");
            before.order("two", "type", "limit", "limit_price", "1", "time_in_force", "gtc");
            before.bar("190");
            var open = before.order("three", "type", "limit", "limit_price", "2");
            before.ask("PATCH", "/v2/orders/" + open.text("id"), "{\"limit_price\":\"3\"}");
            before.closeMarket();
            before.prepareTuesday(split);
            account = before.get("/v2/account").text("cash");
            positions = before.get("/v2/positions").each("market_value").toString();
            orders = before.get("/v2/orders?status=all").body();
            activities = before.get("/v2/account/activities").body();
        }
        try (var after = Testbed.at(folder, "none", options -> options)) {
            after.clock.moveTo(tuesday.open());
            assertThat(after.get("/v2/account").text("cash")).isEqualTo(account);
            assertThat(after.get("/v2/positions").each("market_value").toString())
                    .isEqualTo(positions);
            assertThat(after.get("/v2/orders?status=all").body()).isEqualTo(orders);
            assertThat(after.get("/v2/account/activities").body()).isEqualTo(activities);
            assertThat(after.order("one").text("code")).isEqualTo("40010001");
        }
    }

    @Test
    void hasAnAnsweredOrderOnTheDisk() {
        try (var testbed = Testbed.at(folder)) {
            testbed.order("one");
            assertThat(Book.entries(Testbed.file(folder)))
                    .singleElement()
                    .isInstanceOf(BookEntry.Submitted.class);
        }
    }

    private void cut(int bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    private static BookEntry filled() {
        return new BookEntry.Updated(
                new OrderUpdate.Filled(
                        new Fill(
                                "e1",
                                ID,
                                AAPL,
                                Side.BUY,
                                Quantity.of(2),
                                Price.parse("190.25"),
                                Money.parse("0.01"),
                                7,
                                8)));
    }

    private static List<BookEntry> everyKind() {
        var entries = new ArrayList<BookEntry>();
        var pricings =
                List.of(
                        new Pricing.Market(),
                        new Pricing.Limit(Price.of(1)),
                        new Pricing.Stop(Price.of(2)),
                        new Pricing.StopLimit(Price.of(2), Price.of(3)));
        for (var pricing : pricings) {
            var order =
                    new Order(
                            ID,
                            AAPL,
                            Side.SELL,
                            Quantity.parse("1.5"),
                            pricing,
                            TimeInForce.GOOD_TIL_CANCELED,
                            4);
            entries.add(new BookEntry.Submitted(order, 5, "b1"));
        }
        entries.add(filled());
        var replaced =
                new OrderUpdate.Replaced(
                        ID, 1, 2, "b2", Quantity.of(3), new Pricing.Limit(Price.of(9)));
        for (var update :
                List.of(
                        replaced,
                        new OrderUpdate.Triggered(ID, 1, 2),
                        new OrderUpdate.Canceled(ID, 1, 2),
                        new OrderUpdate.Expired(ID, 1, 2),
                        new OrderUpdate.Rejected(ID, 1, 2, "no \"way\""))) {
            entries.add(new BookEntry.Updated(update));
        }
        entries.add(
                new BookEntry.Booked(
                        new AccountActivity.Cash(
                                "a1", 1, 2, AccountActivity.Reason.FEE, Money.parse("-0.5"))));
        entries.add(
                new BookEntry.Booked(
                        new AccountActivity.Holding(
                                "a2",
                                1,
                                2,
                                AccountActivity.Reason.SPLIT,
                                AAPL,
                                Quantity.of(-3),
                                Money.parse("0.25"))));
        entries.add(new BookEntry.Closed(AAPL, Price.parse("190.000000001")));
        return entries;
    }
}
