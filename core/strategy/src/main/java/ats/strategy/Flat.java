package ats.strategy;

import ats.engine.Decision;
import ats.engine.Event;
import ats.engine.Strategy;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// Wants nothing new, and keeps its hands off what is held.
public final class Flat implements Strategy, Strategy.State {

    @Override
    public String name() {
        return "flat";
    }

    @Override
    public void on(Event event) {}

    @Override
    public void decide(Decision decision) {}

    @Override
    public State state() {
        return this;
    }

    @Override
    public void save(ByteWriter out) {}

    @Override
    public void restore(ByteReader in) {}
}
