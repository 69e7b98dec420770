package ats.services.featureengineering;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.features.FeatureSet;
import ats.platform.bus.Bus;
import ats.platform.bus.Handler;
import ats.platform.bus.InProcessBus;
import ats.platform.bus.Subscription;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.time.ProcessClock;
import ats.testkit.FlowStoreContract;
import ats.testkit.HandClock;
import ats.testkit.MemoryActionStore;
import ats.testkit.MemoryFlowStore;
import ats.testkit.MemoryJobStore;
import ats.testkit.MemoryMarketStore;
import ats.testkit.MemoryPartStore;
import ats.testkit.MemoryVectorStore;

/// The whole service over a bus in memory, told of one symbol's minutes one after the other. Minute
/// `n` ends at `at(n)`.
final class LiveFeatures implements AutoCloseable {

    static final long START = 1_717_421_400_000_000_000L;

    private static final Symbol SPY = Symbol.of("SPY");
    private static final long MINUTE = Timeframe.MINUTE.nanos();
    private static final LocalDate DAY = LocalDate.of(2024, 6, 3);

    private final MemoryMarketStore bars = new MemoryMarketStore();
    private final MemoryFlowStore alerts = new MemoryFlowStore();
    private final MemoryVectorStore stored = new MemoryVectorStore();
    private final MemoryJobStore jobs = new MemoryJobStore(() -> 0);
    private final CountedLockstep lockstep = new CountedLockstep(Duration.ofSeconds(20));
    private final InProcessBus bus = new InProcessBus(lockstep, 10_000);
    private final AtomicReference<BooleanSupplier> settled = new AtomicReference<>(() -> true);
    private final Metrics metrics = new Metrics();
    private final FeatureSet set;
    private final FeatureEngineering.Needs needs;
    private final FeatureEngineering service;
    private int minute;

    LiveFeatures(Path home, String features) {
        set = FeatureSet.parse(features);
        needs =
                new FeatureEngineering.Needs(
                        new FeatureSettings(set, List.of(SPY), Timeframe.MINUTE, DAY),
                        new AlwaysOpen(),
                        new Stores(
                                bars,
                                new MemoryActionStore(),
                                Optional.of(alerts),
                                stored,
                                jobs,
                                new MemoryPartStore(jobs, () -> 0)),
                        "a test");
        service = new FeatureEngineering(needs);
        service.start(
                new Context(
                        "test",
                        "development",
                        home,
                        new Watched(bus, settled),
                        new HandClock(START),
                        ProcessClock.system(),
                        lockstep,
                        metrics));
    }

    @Override
    public void close() {
        service.close();
        bus.close();
        metrics.close();
    }

    /// Whether what it was told may count as handled.
    boolean settled() {
        return Objects.requireNonNull(settled.get()).getAsBoolean();
    }

    void sayThatHistoryIsThereSince(long happenedAt) {
        tell(new Event.Timer("history-ready", happenedAt, Math.max(happenedAt, at(minute - 1))));
    }

    /// Tells the bars of all minutes before this one, and closes each.
    void runTo(int end) {
        for (; minute < end; minute++) {
            tell(store(minute));
            tell(new Event.Mark(at(minute), at(minute), 1));
        }
    }

    /// The same without telling anybody.
    void missTo(int end) {
        for (; minute < end; minute++) {
            store(minute);
        }
    }

    /// The last minute's bar, and then once more an old one, which is too late for its instant.
    void runWithALateBar(int old) {
        tell(store(minute));
        tell(new Event.Market(bar(old)));
        tell(new Event.Mark(at(minute), at(minute), 2));
        minute++;
    }

    void tell(String id, long learnedAt) {
        store(id, learnedAt);
        tell(new Event.Market(alert(id, learnedAt)));
    }

    void store(String id, long learnedAt) {
        alerts.saveAlerts(List.of(alert(id, learnedAt)));
    }

    /// Of the last minute.
    float value(int feature) {
        return published(minute - 1).orElseThrow().get(feature);
    }

    /// The minutes whose vector was published.
    List<Integer> minutes() {
        return IntStream.range(0, minute)
                .filter(number -> published(number).isPresent())
                .boxed()
                .toList();
    }

    /// The minutes whose vector is another than the store gives now.
    List<Integer> differing() {
        var history = new History(needs.settings(), needs.calendar(), needs.stores());
        var differing = new ArrayList<Integer>();
        var _ =
                history.replayed(
                        history.of(SPY, at(minute)),
                        (bar, engine) -> {
                            int number = (int) ((bar.to() - START) / MINUTE) - 1;
                            published(number)
                                    .filter(values -> !Parity.same(values, engine.values()))
                                    .ifPresent(_ -> differing.add(number));
                        });
        return differing;
    }

    /// When that minute ends.
    static long at(int number) {
        return START + (number + 1) * MINUTE;
    }

    private Event store(int number) {
        bars.saveBars(Timeframe.MINUTE, List.of(bar(number)));
        return new Event.Market(bar(number));
    }

    private void tell(Event event) {
        bus.publish("market", event instanceof Event.Market ? "SPY" : "", Codec.bytes(event));
        lockstep.settle();
    }

    private Optional<FloatBuffer> published(int number) {
        return stored.read(set.hash(), at(number), at(number) + 1).stream()
                .map(row -> row.values())
                .findFirst();
    }

    private static FlowAlert alert(String id, long learnedAt) {
        return FlowStoreContract.alert(SPY, id, learnedAt, learnedAt);
    }

    private static Bar bar(int number) {
        var price = Price.of(100 + number * number % 17);
        long end = at(number);
        return new Bar(
                SPY, end - MINUTE, end, end, price, price, price, price, Quantity.of(10), false);
    }

    /// Sees what a bus that is shared would ask.
    private record Watched(Bus bus, AtomicReference<BooleanSupplier> settled) implements Bus {

        @Override
        public void publish(String topic, String key, byte[] message) {
            bus.publish(topic, key, message);
        }

        @Override
        public Subscription subscribe(String topic, String group, Handler handler) {
            return bus.subscribe(topic, group, handler);
        }

        @Override
        public Subscription subscribeToInstants(
                String topic, String group, Handler handler, BooleanSupplier whether) {
            settled.set(whether);
            return bus.subscribeToInstants(topic, group, handler, whether);
        }

        @Override
        public boolean shared() {
            return bus.shared();
        }

        @Override
        public void close() {
            bus.close();
        }
    }
}
