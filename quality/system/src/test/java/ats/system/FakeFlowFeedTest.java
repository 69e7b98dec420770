package ats.system;

import module java.base;

import ats.domain.Symbol;
import ats.engine.port.FlowFeed;
import ats.engine.port.MarketFeed.Span;
import ats.testkit.FakeFlowFeed;
import ats.testkit.FlowFeedContract;
import ats.testkit.FlowStoreContract;

final class FakeFlowFeedTest extends FlowFeedContract {

    private static final Symbol SYMBOL = Symbol.of("SPY");

    private final FakeFlowFeed feed = new FakeFlowFeed();

    FakeFlowFeedTest() {
        for (int at : List.of(30, 10, 20)) {
            feed.add(FlowStoreContract.alert(SYMBOL, "a" + at, at, at));
        }
    }

    @Override
    protected FlowFeed feed() {
        return feed;
    }

    @Override
    protected Symbol symbol() {
        return SYMBOL;
    }

    @Override
    protected Span span() {
        return new Span(0, 40);
    }

    @Override
    protected void makeOne() {
        feed.tell(FlowStoreContract.alert(SYMBOL, "a50", 50, 50));
    }
}
