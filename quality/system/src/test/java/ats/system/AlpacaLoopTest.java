package ats.system;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import ats.adapters.alpaca.AlpacaBroker;
import ats.adapters.alpaca.AlpacaSettings;
import ats.domain.AccountActivity;
import ats.domain.Calendar;
import ats.domain.Fill;
import ats.domain.Money;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.OrderState;
import ats.domain.OrderUpdate;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.engine.port.Broker;
import ats.platform.config.Secret;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.metrics.Metrics;
import ats.simulator.alpaca.AlpacaFaults.Aftermath;
import ats.simulator.alpaca.AlpacaFaults.Refusing;
import ats.simulator.alpaca.AlpacaOptions;
import ats.simulator.alpaca.AlpacaServer;
import ats.simulator.alpaca.Book;
import ats.simulator.alpaca.Venue;
import ats.simulator.market.Course;
import ats.simulator.market.FrameQueue;
import ats.simulator.market.MarketDriver;
import ats.simulator.market.Pace;
import ats.simulator.market.VirtualClock;
import ats.simulator.market.Watcher;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our adapter against the simulated broker, over sockets, in lockstep. The price of a share is a
/// hundred dollars and one more for each minute of the session.
@SuppressWarnings("NullAway.Init") // JUnit fills them before each test
final class AlpacaLoopTest {
    private static final Symbol SPY = RisingMarket.SPY;
    private static final Calendar CALENDAR = RisingMarket.CALENDAR;
    private static final Session MONDAY = RisingMarket.MONDAY;
    private static final Session TUESDAY = RisingMarket.TUESDAY;
    private static final long MINUTE = RisingMarket.MINUTE;

    private final Metrics metrics = new Metrics();
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(20));
    private final VirtualClock clock = new VirtualClock(MONDAY.open());
    private final FrameQueue frames = FrameQueue.stepped();
    private final Notes notes = new Notes();

    @TempDir Path folder;
    private Book book;
    private AlpacaServer server;
    private AlpacaBroker broker;

    @BeforeEach
    void open() throws InterruptedException {
        var opening = new Book.Opening("SIM1", Money.of(100_000), "fee=0.01");
        book = Book.load(folder.resolve("book.jsonl"), opening);
        var venue = new Venue(book.broker(CALENDAR, 0), book, clock, lockstep, frames);
        var options = AlpacaOptions.of("PK1", "secret", CALENDAR, List.of(SPY));
        server = new AlpacaServer(venue, options);
        var settings =
                AlpacaSettings.of(
                        server.address(),
                        server.streamAddress(),
                        Secret.of("PK1"),
                        Secret.of("secret"));
        broker = new AlpacaBroker(settings, clock, lockstep, metrics);
        broker.link().open(notes);
        notes.awaitConnected();
    }

    @AfterEach
    void close() {
        broker.close();
        server.close();
        frames.close();
        book.close();
        metrics.close();
    }

    @Test
    void checksOut() {
        assertThat(broker.link().check()).isEmpty();
        var account = broker.books().account();
        assertThat(account.number()).isEqualTo("SIM1");
        assertThat(account.cash()).isEqualTo(Money.of(100_000));
        assertThat(account.equity()).isEqualTo(Money.of(100_000));
        assertThat(account.buyingPower()).isEqualTo(Money.of(200_000));
        assertThat(account.blocked()).isEmpty();
        server.faults().accountBlocked(true);
        assertThat(broker.books().account().blocked()).isNotEmpty();
    }

    @Test
    void fillsAtTheNextOpenAndIsReportedAlikeByStreamAndBooks() {
        at(
                10,
                () ->
                        assertThat(broker.submit(market("one", Side.BUY, 10)))
                                .isEqualTo(taken("one")));
        drive(MONDAY.open() + 12 * MINUTE);

        assertThat(notes.kinds("one")).containsExactly("Accepted", "Filled");
        var fill = notes.fill("one");
        assertThat(fill.price()).isEqualTo(Price.of(110));
        assertThat(fill.quantity()).isEqualTo(Quantity.of(10));
        assertThat(fill.happenedAt()).isEqualTo(MONDAY.open() + 10 * MINUTE);
        assertThat(fill.learnedAt()).isEqualTo(MONDAY.open() + 11 * MINUTE);

        var books = broker.books();
        assertThat(books.positions()).containsExactly(Map.entry(SPY, Quantity.of(10)));
        assertThat(books.account().cash()).isEqualTo(Money.parse("98899.90"));
        var order = books.order(new OrderId("one")).orElseThrow();
        assertThat(order.state()).isEqualTo(OrderState.FILLED);
        assertThat(order.averagePrice()).isEqualTo(Price.of(110));
        var activities = books.activitiesAfter("");
        var traded = (Broker.Activity.Traded) activities.getFirst();
        assertThat(traded.fill().execution()).isEqualTo(fill.execution());
        assertThat(traded.fill().order()).isEqualTo(new OrderId("one"));
        assertThat(traded.fill().price()).isEqualTo(fill.price());
        assertThat(traded.fill().happenedAt()).isEqualTo(fill.happenedAt());
        var fee = (Broker.Activity.Booked) activities.get(1);
        var cash = (AccountActivity.Cash) fee.activity();
        assertThat(cash.reason()).isEqualTo(AccountActivity.Reason.FEE);
        assertThat(cash.amount()).isEqualTo(Money.parse("-0.1"));
        assertThat(books.activitiesAfter(fee.id())).isEmpty();
    }

    @Test
    void replacesAndCancels() {
        var brokerId = new AtomicReference<>("");
        at(
                1,
                () -> {
                    broker.submit(limit("one", 50));
                    brokerId.set(id("one"));
                });
        at(
                2,
                () -> {
                    var pricing = new Pricing.Limit(Price.of(51));
                    var answer = broker.replace(id("one"), Quantity.of(12), pricing);
                    brokerId.set(((Broker.Answer.Taken) answer).brokerId());
                });
        at(
                3,
                () -> {
                    var order = broker.books().order(new OrderId("one")).orElseThrow();
                    assertThat(order.quantity()).isEqualTo(Quantity.of(12));
                    assertThat(order.brokerId()).isEqualTo(brokerId.get());
                    assertThat(broker.books().openOrders()).containsExactly(order);
                    broker.cancel(order.brokerId());
                });
        drive(MONDAY.open() + 5 * MINUTE);
        assertThat(notes.kinds("one"))
                .containsExactly(
                        "Accepted", "PendingReplace", "Replaced", "PendingCancel", "Canceled");
        assertThat(broker.books().openOrders()).isEmpty();
        assertThat(broker.books().order(new OrderId("one")).orElseThrow().state())
                .isEqualTo(OrderState.CANCELED);
    }

    @Test
    void expiresAtTheCloseAndBooksTheMorning() {
        at(1, () -> broker.submit(market("one", Side.BUY, 10)));
        at(2, () -> broker.submit(limit("two", 50)));
        drive(TUESDAY.open());
        assertThat(notes.kinds("two")).containsExactly("Accepted", "Expired");
        var booked =
                new EnumMap<AccountActivity.Reason, AccountActivity.Holding>(
                        AccountActivity.Reason.class);
        for (var activity : broker.books().activitiesAfter("")) {
            if (activity instanceof Broker.Activity.Booked(_, AccountActivity.Holding holding)) {
                booked.put(holding.reason(), holding);
            }
        }
        var dividend = Objects.requireNonNull(booked.get(AccountActivity.Reason.DIVIDEND));
        assertThat(dividend.shares()).isEqualTo(Quantity.ZERO);
        assertThat(dividend.cash()).isEqualTo(Money.of(5));
        var split = Objects.requireNonNull(booked.get(AccountActivity.Reason.SPLIT));
        assertThat(split.shares()).isEqualTo(Quantity.of(10));
        assertThat(split.cash()).isEqualTo(Money.ZERO);
        assertThat(broker.books().positions()).containsExactly(Map.entry(SPY, Quantity.of(20)));
    }

    @Test
    void tellsRefusalsFromWhatIsNotKnown() {
        assertThat(broker.submit(market("one", Side.BUY, 10))).isEqualTo(taken("one"));
        assertThat(broker.submit(market("one", Side.BUY, 10)))
                .isInstanceOf(Broker.Answer.Known.class);
        server.faults().refuseOrders(Refusing.BUYING_POWER, 1);
        assertThat(broker.submit(market("two", Side.BUY, 1)))
                .isInstanceOf(Broker.Answer.Refused.class);
        server.faults().refuseOrders(Refusing.BUSY, 1);
        assertThat(broker.submit(market("two", Side.BUY, 1)))
                .isInstanceOf(Broker.Answer.Busy.class);
        server.faults().refuseOrders(Refusing.SERVER_ERROR, 1);
        assertThat(broker.submit(market("two", Side.BUY, 1)))
                .isInstanceOf(Broker.Answer.Ambiguous.class);
        assertThat(broker.books().order(new OrderId("two"))).isEmpty();
        for (var after :
                List.of(
                        Aftermath.SERVER_ERROR,
                        Aftermath.GATEWAY_TIMEOUT,
                        Aftermath.UNREADABLE,
                        Aftermath.CUT)) {
            server.faults().afterAccepting(after);
            var order = market(after.name(), Side.BUY, 1);
            assertThat(broker.submit(order)).isInstanceOf(Broker.Answer.Ambiguous.class);
            assertThat(broker.books().order(order.id())).isPresent();
        }
    }

    @Test
    void staysQuietThroughBadFrames() {
        at(
                1,
                () -> {
                    server.faults().doubledUpdates(1);
                    broker.submit(market("one", Side.BUY, 10));
                });
        at(
                3,
                () -> {
                    server.faults().malformedFrames(1);
                    broker.submit(market("two", Side.BUY, 10));
                });
        drive(MONDAY.open() + 6 * MINUTE);
        assertThat(notes.kinds("one")).containsExactly("Accepted", "Accepted", "Filled");
        assertThat(notes.kinds("two")).containsExactly("Filled");
        assertThat(notes.malformed.get()).isEqualTo(1);
    }

    @Test
    void comesBackAfterACutLine() throws InterruptedException {
        at(
                1,
                () -> {
                    server.faults().droppedConnections(1);
                    broker.submit(market("one", Side.BUY, 10));
                });
        drive(MONDAY.open() + 3 * MINUTE);
        notes.awaitConnected();
        assertThat(broker.books().activitiesAfter("")).isNotEmpty();
    }

    private void at(int minute, Runnable task) {
        var _ = clock.at(MONDAY.open() + minute * MINUTE, "test", task);
    }

    private void drive(long until) {
        var market = new MarketDriver.Market(new RisingMarket(), CALENDAR, List.of(server));
        var machinery = new MarketDriver.Machinery(clock, lockstep, frames);
        var course = new Course(MONDAY.open(), until, Pace.max());
        new MarketDriver(market, machinery, course, Watcher.none()).run();
    }

    private String id(String name) {
        return broker.books().order(new OrderId(name)).orElseThrow().brokerId();
    }

    private Broker.Answer taken(String name) {
        return new Broker.Answer.Taken(id(name));
    }

    private Order market(String name, Side side, long shares) {
        return order(name, side, shares, new Pricing.Market());
    }

    private Order limit(String name, long limit) {
        return order(name, Side.BUY, 10, new Pricing.Limit(Price.of(limit)));
    }

    private Order order(String name, Side side, long shares, Pricing pricing) {
        return new Order(
                new OrderId(name),
                SPY,
                side,
                Quantity.of(shares),
                pricing,
                TimeInForce.DAY,
                clock.now());
    }

    /// What the adapter tells.
    private static final class Notes implements Broker.Listener {
        private final List<OrderUpdate> updates = new CopyOnWriteArrayList<>();
        private final Semaphore connections = new Semaphore(0);
        private final AtomicInteger malformed = new AtomicInteger();

        @Override
        public void update(OrderUpdate update) {
            updates.add(update);
        }

        @Override
        public void connected() {
            connections.release();
        }

        @Override
        public void disconnected(String reason) {}

        @Override
        public void malformed(String reason) {
            malformed.incrementAndGet();
        }

        void awaitConnected() throws InterruptedException {
            assertThat(connections.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }

        List<String> kinds(String name) {
            return updates.stream()
                    .filter(update -> update.order().text().equals(name))
                    .map(update -> update.getClass().getSimpleName())
                    .toList();
        }

        Fill fill(String name) {
            return updates.stream()
                    .filter(OrderUpdate.Filled.class::isInstance)
                    .map(update -> ((OrderUpdate.Filled) update).fill())
                    .filter(fill -> fill.order().text().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
