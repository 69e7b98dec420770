package ats.services.dataacquisition;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.platform.bus.Bus;

/// Puts events on the market's topic. Alerts wait for the bars and the mark that close the instant
/// in which they were learned, and come before them in the order of learning, symbol and id: so
/// whoever reads the store gets the same order as whoever listened.
final class Publication {

    private static final String MARKET = "market";

    /// A day of many shares. More than that wait only where no bar comes, and go out at once.
    private static final int WAITING_MOST = 20_000;

    private final Bus bus;
    private final TreeSet<FlowAlert> waiting =
            new TreeSet<>(
                    Comparator.comparingLong(FlowAlert::learnedAt)
                            .thenComparing(FlowAlert::symbol)
                            .thenComparing(FlowAlert::id));
    private long told = Long.MIN_VALUE;
    private long wholeAt;

    Publication(Bus bus) {
        this.bus = bus;
    }

    void alert(FlowAlert alert) {
        waiting.add(alert);
        if (waiting.size() > WAITING_MOST) {
            tell(waiting.last().learnedAt());
        }
    }

    /// Nothing learned up to here will be told any more.
    long told() {
        return told;
    }

    void bar(Bar bar) {
        tell(bar.learnedAt());
        publish(bar.symbol().text(), new Event.Market(bar));
    }

    void mark(Event.Mark mark) {
        tell(mark.learnedAt());
        publish("", mark);
    }

    void action(CorporateAction action) {
        publish(action.symbol().text(), new Event.Action(action));
    }

    void timer(String name, long at) {
        publish("", new Event.Timer(name, at, at));
    }

    /// Tells that the store has got what is not told by itself.
    void historyGrew(long now) {
        wholeAt = Math.max(wholeAt + 1, now);
        history(now);
    }

    /// Tells it once more: it happened when the store got the last of it.
    void history(long now) {
        publish("", new Event.Timer("history-ready", wholeAt, Math.max(wholeAt, now)));
    }

    private void tell(long learnedTo) {
        told = Math.max(told, learnedTo);
        while (!waiting.isEmpty() && waiting.first().learnedAt() <= learnedTo) {
            var alert = waiting.removeFirst();
            publish(alert.symbol().text(), new Event.Market(alert));
        }
    }

    private void publish(String key, Event event) {
        bus.publish(MARKET, key, Codec.bytes(event));
    }
}
