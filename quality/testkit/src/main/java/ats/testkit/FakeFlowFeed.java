package ats.testkit;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;

/// A vendor of flow in memory: what was added is history, and the test says what its stream does.
/// History counts an alert by when it was learned.
public final class FakeFlowFeed implements FlowFeed {

    private final List<FlowAlert> made = new CopyOnWriteArrayList<>();
    private final List<Span> asked = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Listener> listener = new CompletableFuture<>();
    private final Set<Symbol> streamed = new ConcurrentSkipListSet<>();
    private volatile String trouble = "";

    /// From now on history answers only with this, until it is empty.
    public void fail(String reason) {
        trouble = reason;
    }

    /// Made, but not streamed.
    public void add(FlowAlert alert) {
        made.add(alert);
    }

    /// The one who listens, once somebody does.
    public Listener listener() {
        return listener.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /// Made, and streamed to whoever asked for its share.
    public void tell(FlowAlert alert) {
        made.add(alert);
        if (streamed.contains(alert.symbol())) {
            listener().alert(alert);
        }
    }

    /// The spans asked for so far.
    public List<Span> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void history(Symbol symbol, Span span, Consumer<FlowAlert> each) {
        if (!trouble.isEmpty()) {
            throw Fault.retryable(trouble);
        }
        asked.add(span);
        made.stream()
                .filter(alert -> alert.symbol().equals(symbol))
                .filter(alert -> alert.learnedAt() >= span.from() && alert.learnedAt() < span.to())
                .sorted(Comparator.comparingLong(FlowAlert::learnedAt).thenComparing(FlowAlert::id))
                .forEach(each);
    }

    @Override
    public void stream(List<Symbol> symbols, Listener told) {
        streamed.addAll(symbols);
        if (!listener.complete(told)) {
            throw Fault.misuse("a feed streams once");
        }
        told.connected();
    }

    @Override
    public Optional<String> check() {
        return Optional.of(trouble).filter(reason -> !reason.isEmpty());
    }

    @Override
    public void close() {
        streamed.clear();
    }
}
