package ats.strategy;

import ats.engine.Decision;
import ats.engine.Event;
import ats.engine.Strategy;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// Trades by the model while there is one, else by a strategy that needs none. Both are told
/// everything, so that either can take over between two events.
final class ModelElse implements Strategy, Strategy.State {

    private final LongShort byModel;
    private final Strategy fallback;

    ModelElse(LongShort byModel, Strategy fallback) {
        this.byModel = byModel;
        this.fallback = fallback;
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public String inCharge() {
        return byModel.ready() ? byModel.name() : fallback.name();
    }

    @Override
    public void on(Event event) {
        byModel.on(event);
        fallback.on(event);
    }

    @Override
    public void decide(Decision decision) {
        (byModel.ready() ? byModel : fallback).decide(decision);
    }

    @Override
    public State state() {
        return this;
    }

    @Override
    public void save(ByteWriter out) {
        byModel.save(out);
        fallback.state().save(out);
    }

    @Override
    public void restore(ByteReader in) {
        byModel.restore(in);
        fallback.state().restore(in);
    }
}
