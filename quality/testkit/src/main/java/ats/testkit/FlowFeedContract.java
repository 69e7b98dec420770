package ats.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;

import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed.Span;
import ats.platform.Fault;

import org.junit.jupiter.api.Test;

/// What every feed of flow alerts promises; each implementation has a test that extends this one.
public abstract class FlowFeedContract {

    /// A feed whose vendor has some alerts on [#symbol] in the span, at different times.
    protected abstract FlowFeed feed();

    protected abstract Symbol symbol();

    protected abstract Span span();

    /// Lets the vendor make one more alert on [#symbol] and stream it.
    protected abstract void makeOne();

    @Test
    public void givesHistoryOldestFirstAndEachOnce() {
        var all = history(symbol(), span());
        assertThat(all).hasSizeGreaterThan(2);
        assertThat(all).extracting(FlowAlert::id).doesNotHaveDuplicates();
        assertThat(all).extracting(FlowAlert::learnedAt).isSorted();
        assertThat(all).allMatch(alert -> alert.symbol().equals(symbol()));
        assertThat(all).allMatch(alert -> alert.happenedAt() <= alert.learnedAt());
    }

    @Test
    public void cutsASpanAtItsEdges() {
        var all = history(symbol(), span());
        long middle = all.get(1).learnedAt();
        var before = history(symbol(), new Span(span().from(), middle));
        var after = history(symbol(), new Span(middle, span().to()));
        assertThat(before).containsExactly(all.getFirst());
        assertThat(after).isEqualTo(all.subList(1, all.size()));
        assertThat(history(symbol(), new Span(middle, middle))).isEmpty();
    }

    @Test
    public void hasNothingOnAShareThatIsNotListed() {
        assertThat(history(Symbol.of("NOSUCH"), span())).isEmpty();
    }

    @Test
    public void isWell() {
        assertThat(feed().check()).isEmpty();
    }

    @Test
    public void streamsWhatIsMadeFromThenOnAsHistoryHasItLater() throws InterruptedException {
        var heard = new LinkedBlockingQueue<FlowAlert>();
        var connected = new CountDownLatch(1);
        feed().stream(List.of(symbol()), listener(heard, connected));
        assertThat(connected.await(20, TimeUnit.SECONDS)).isTrue();
        makeOne();
        var alert = Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS), "nothing was heard");
        var listed = history(symbol(), new Span(span().from(), Long.MAX_VALUE / 2));
        assertThat(listed.getLast().id()).isEqualTo(alert.id());
        assertThat(listed.getLast().contract()).isEqualTo(alert.contract());
        assertThat(listed.getLast().premium()).isEqualTo(alert.premium());
        assertThat(heard).isEmpty();
    }

    @Test
    public void streamsOnce() {
        feed().stream(
                List.of(symbol()), listener(new LinkedBlockingQueue<>(), new CountDownLatch(1)));
        assertThatThrownBy(
                        () ->
                                feed().stream(
                                        List.of(symbol()),
                                        listener(
                                                new LinkedBlockingQueue<>(),
                                                new CountDownLatch(1))))
                .isInstanceOf(Fault.class);
    }

    private List<FlowAlert> history(Symbol symbol, Span span) {
        var alerts = new ArrayList<FlowAlert>();
        feed().history(symbol, span, alerts::add);
        return alerts;
    }

    private static FlowFeed.Listener listener(
            BlockingQueue<FlowAlert> heard, CountDownLatch connected) {
        return new FlowFeed.Listener() {
            @Override
            public void alert(FlowAlert alert) {
                heard.add(alert);
            }

            @Override
            public void connected() {
                connected.countDown();
            }

            @Override
            public void disconnected(String reason) {
                throw new AssertionError(reason);
            }

            @Override
            public void malformed(String reason) {
                throw new AssertionError(reason);
            }
        };
    }
}
