package ats.services.tradingstrategy;

import module java.base;

import ats.domain.Calendar;
import ats.domain.MarketEvent.Bar;
import ats.domain.NewYorkCalendar;
import ats.domain.Order;
import ats.domain.OrderId;
import ats.domain.Price;
import ats.domain.Pricing;
import ats.domain.Quantity;
import ats.domain.Session;
import ats.domain.Side;
import ats.domain.Symbol;
import ats.domain.TimeInForce;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.risk.RiskLimits;
import ats.platform.lockstep.CountedLockstep;
import ats.strategy.Setup;
import ats.strategy.Sizing;
import ats.testkit.FakeBroker;
import ats.testkit.HandClock;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryControlStore;
import ats.testkit.MemoryLeaseStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryTradingStore;

/// What the parts of a trader stand on in tests: time by hand, stores and broker in memory.
final class Desk {
    static final String ACCOUNT = "ACC";
    static final Symbol SPY = Symbol.of("SPY");
    static final Calendar CALENDAR = new NewYorkCalendar();
    static final Session SESSION = CALENDAR.session(LocalDate.of(2024, 6, 3)).orElseThrow();
    static final long MINUTE = Timeframe.MINUTE.nanos();

    /// Buys 100 shares while the last close is above the average of the last two, else sells them.
    static final Setup SETUP =
            new Setup(
                    ACCOUNT,
                    "ema-cross:1/2",
                    List.of(SPY),
                    Timeframe.MINUTE,
                    "xnys",
                    new Sizing.Shares(100),
                    RiskLimits.SIMULATED);

    final HandClock clock = new HandClock(SESSION.open() + 10 * MINUTE);
    final AtomicLong process = new AtomicLong();
    final MemoryLeaseStore leases = new MemoryLeaseStore(process::get);
    final MemoryTradingStore store = new MemoryTradingStore(leases);
    final MemoryControlStore controls = new MemoryControlStore();
    final MemoryMarketStore bars = new MemoryMarketStore();
    final MemoryActionStore actions = new MemoryActionStore();
    final FakeBroker broker = new FakeBroker(clock::now);

    /// Counts what the sender has to do, and what the inbox holds: together, or each by itself.
    final CountedLockstep requests;

    final CountedLockstep notices;
    final Inbox inbox;
    final List<String> troubles = Collections.synchronizedList(new ArrayList<>());
    final LeaseKeeper keeper;
    final OrderSender.Guard guard;
    final OrderSender sender;
    final JournalFiles files;
    final Books books;

    /// One whose sender can be waited for although nobody empties the inbox.
    static Desk parted(Path home) {
        return new Desk(home, lockstep(), lockstep());
    }

    /// One that is quiet when both inbox and sender are.
    static Desk whole(Path home) {
        var both = lockstep();
        return new Desk(home, both, both);
    }

    private static CountedLockstep lockstep() {
        return new CountedLockstep(Duration.ofSeconds(20));
    }

    private Desk(Path home, CountedLockstep requests, CountedLockstep notices) {
        this.requests = requests;
        this.notices = notices;
        inbox = new Inbox(notices.work("notices"));
        keeper =
                new LeaseKeeper(
                        leases,
                        ACCOUNT,
                        TradingSettings.of("us"),
                        process::get,
                        () -> inbox.put(new Notice.Dethroned()));
        guard = new OrderSender.Guard(keeper, clock, CALENDAR);
        sender = new OrderSender(broker, inbox, guard, requests.work("requests"));
        files = new JournalFiles(home.resolve("journal"), TradingSettings.ALL_DAYS, troubles::add);
        books = new Books(SETUP, store, keeper, files, troubles::add);
    }

    /// Another program takes over: whatever we held has run out.
    void someoneElseTakesTheLease() {
        expireTheLease();
        var _ = leases.take(ACCOUNT, "them").orElseThrow();
    }

    void expireTheLease() {
        process.addAndGet(Duration.ofSeconds(12).toNanos());
    }

    /// What was put into the inbox by now.
    List<Notice> heard() throws InterruptedException {
        var batch = inbox.take(Duration.ZERO);
        inbox.done(batch);
        return batch;
    }

    /// Decided now.
    Order order(String id) {
        return order(id, clock.now());
    }

    static Order order(String id, long decidedAt) {
        return new Order(
                new OrderId(id),
                SPY,
                Side.BUY,
                Quantity.of(100),
                new Pricing.Market(),
                TimeInForce.DAY,
                decidedAt);
    }

    /// The bar that ends then.
    static Event bar(long end, long dollars) {
        var price = Price.of(dollars);
        return new Event.Market(
                new Bar(
                        SPY,
                        end - MINUTE,
                        end,
                        end,
                        price,
                        price,
                        price,
                        price,
                        Quantity.of(1_000_000),
                        false));
    }

    static Event mark(long end) {
        return new Event.Mark(end, end, 1);
    }
}
