package ats.features;

import module java.base;

import ats.domain.Calendar;
import ats.domain.CorporateAction;
import ats.domain.MarketEvent.Bar;
import ats.domain.MarketEvent.FlowAlert;
import ats.domain.Symbol;

import org.jspecify.annotations.Nullable;

/// The features of one symbol, bar by bar. Events come in the order in which they were learned;
/// what comes after a bar never changes what was computed at it. A batch over history is a loop
/// over this, and a correction of history is a new engine over the corrected bars. For one thread.
public final class FeatureEngine {

    private final FeatureSet set;
    private final Calendar calendar;
    private final boolean flowConnected;
    private final Program program;
    private final Memory memory;
    private final Terms terms = new Terms();
    private final Flow flow = new Flow();
    private final Hours hours;
    private @Nullable Symbol symbol;
    private long last = Long.MIN_VALUE;

    /// `flowConnected` says whether somebody listens to options flow: without, its inputs are
    /// missing; with, they are zero where no alert came.
    public FeatureEngine(FeatureSet set, Calendar calendar, boolean flowConnected) {
        this.set = set;
        this.calendar = calendar;
        this.flowConnected = flowConnected;
        this.program = set.program();
        this.memory = program.memory();
        this.hours = new Hours(calendar);
    }

    /// An engine like this one that has seen nothing.
    public FeatureEngine fresh() {
        return new FeatureEngine(set, calendar, flowConnected);
    }

    public FeatureSet set() {
        return set;
    }

    /// Takes effect at the first bar that ends after the action's `happenedAt`; told twice, it
    /// counts once. False if a bar at its terms was already seen: then what was computed since is
    /// wrong, and the engine has to be built anew.
    public boolean on(CorporateAction action) {
        own(action.symbol());
        return terms.add(action, last);
    }

    /// Belongs to the next bar.
    public void on(FlowAlert alert) {
        own(alert.symbol());
        flow.add(alert);
    }

    /// Computes the features at this bar. False, and nothing happens, for one that ends at or
    /// before the last.
    public boolean on(Bar bar) {
        own(bar.symbol());
        if (bar.to() <= last) {
            return false;
        }
        last = bar.to();
        terms.reach(bar);
        double[] inputs = memory.numbers;
        inputs[Input.OPEN.slot()] = terms.price(bar.open());
        inputs[Input.HIGH.slot()] = terms.price(bar.high());
        inputs[Input.LOW.slot()] = terms.price(bar.low());
        inputs[Input.CLOSE.slot()] = terms.price(bar.close());
        inputs[Input.VOLUME.slot()] = terms.volume(bar.volume());
        flow.put(inputs, flowConnected);
        hours.put(inputs, bar);
        program.step(memory);
        return true;
    }

    private void own(Symbol other) {
        if (symbol == null) {
            symbol = other;
        } else if (!symbol.equals(other)) {
            throw new IllegalArgumentException(
                    "these are the features of " + symbol + ", not of " + other);
        }
    }

    /// The feature at the last bar, before it is rounded to 32 bits.
    public double value(int feature) {
        return program.value(memory, feature);
    }

    /// Puts the vector of the last bar into the target, rounded to 32 bits; what is not a finite
    /// number then is missing, NaN.
    public void copy(float[] target) {
        if (target.length != set.size()) {
            throw new IllegalArgumentException(
                    set.size() + " features do not fit " + target.length + " places");
        }
        for (int feature = 0; feature < target.length; feature++) {
            float value = (float) value(feature);
            target[feature] = Float.isFinite(value) ? value : Float.NaN;
        }
    }

    /// A new vector of the last bar, as `copy` makes it.
    public FloatBuffer values() {
        var values = new float[set.size()];
        copy(values);
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    /// All that a later bar depends on, doubles as their bits.
    public void save(LongConsumer out) {
        out.accept(version());
        out.accept(last);
        terms.save(out);
        flow.save(out);
        hours.save(out);
        memory.save(out);
    }

    /// The state that an engine of the same set has saved.
    public void restore(LongSupplier in) {
        if (in.getAsLong() != version()) {
            throw new IllegalArgumentException(
                    "the saved state is not of feature set " + set + "; build it from bars");
        }
        last = in.getAsLong();
        terms.restore(in);
        flow.restore(in);
        hours.restore(in);
        memory.restore(in);
    }

    private long version() {
        return HexFormat.fromHexDigitsToLong(set.hash(), 0, 16);
    }
}
