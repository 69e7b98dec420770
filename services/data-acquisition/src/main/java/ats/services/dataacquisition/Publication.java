package ats.services.dataacquisition;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.engine.Event;
import ats.engine.codec.Codec;
import ats.platform.bus.Bus;

/// Puts events on the market's topic.
final class Publication {

    private static final String MARKET = "market";

    private final Bus bus;

    Publication(Bus bus) {
        this.bus = bus;
    }

    void bar(Bar bar) {
        publish(bar.symbol().text(), new Event.Market(bar));
    }

    void mark(Event.Mark mark) {
        publish("", mark);
    }

    void action(CorporateAction action) {
        publish(action.symbol().text(), new Event.Action(action));
    }

    void timer(String name, long at) {
        publish("", new Event.Timer(name, at, at));
    }

    private void publish(String key, Event event) {
        bus.publish(MARKET, key, Codec.bytes(event));
    }
}
