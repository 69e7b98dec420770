package ats.strategy;

import module java.base;

import ats.domain.MarketEvent.Bar;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Decision;
import ats.engine.Event;
import ats.engine.Strategy;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

import org.jspecify.annotations.Nullable;

/// Long what the model expects to rise, short what it expects to fall, sized by volatility. It goes
/// in when a forecast is larger than usual and pays for the trade, and stays until the model has
/// nothing more to say for it; the size is chosen at entry and kept until exit.
public final class LongShort implements Strategy, Strategy.State {

    /// A forecast that has shrunk below this part of its usual size no longer speaks for a
    /// position.
    private static final double FADED = 0.25;

    private final Parameters parameters;
    private final Models models;
    private final SequencedMap<Symbol, Track> tracks = new LinkedHashMap<>();
    private @Nullable Forecaster model;

    /// `toll` is the least return for which a trade is worth its costs.
    public record Parameters(Sizing sizing, double barsPerYear, double toll, boolean shorts) {

        public Parameters {
            if (!(toll >= 0)) {
                throw new IllegalArgumentException("a trade cannot cost " + toll);
            }
        }
    }

    public LongShort(Parameters parameters, List<Symbol> symbols, Models models) {
        this.parameters = parameters;
        this.models = models;
        symbols.stream().sorted().forEach(symbol -> tracks.put(symbol, new Track()));
    }

    @Override
    public String name() {
        return "long-short";
    }

    /// Whether there is a model to forecast with.
    boolean ready() {
        return model != null;
    }

    @Override
    public void on(Event event) {
        switch (event) {
            case Event.Market(Bar bar) when tracks.get(bar.symbol()) != null ->
                    tracks.get(bar.symbol()).on(bar);
            case Event.Action(var action) when tracks.get(action.symbol()) != null ->
                    tracks.get(action.symbol()).volatility.on(action);
            case Event.Vector vector -> judge(vector);
            case Event.ModelChange(var hash, _, _) -> change(hash);
            case Event.Market _,
                    Event.Action _,
                    Event.Account _,
                    Event.Update _,
                    Event.Mark _,
                    Event.Timer _,
                    Event.Operator _ -> {}
        }
    }

    /// What an earlier model said counts no more.
    private void change(String hash) {
        model = hash.isEmpty() ? null : models.of(hash);
        tracks.values().forEach(Track::forget);
    }

    private void judge(Event.Vector vector) {
        var track = tracks.get(vector.symbol());
        if (model == null || track == null || !vector.featureSet().equals(model.featureSet())) {
            return;
        }
        var forecast = model.forecast(vector.values());
        if (forecast.isPresent() && Double.isFinite(forecast.getAsDouble())) {
            track.hear(forecast.getAsDouble());
        }
    }

    @Override
    public void decide(Decision decision) {
        if (model == null) {
            return;
        }
        var present = model;
        tracks.forEach((symbol, track) -> decide(symbol, track, present, decision));
    }

    /// What is held without a forecast, say from before the model came, is left alone for as long
    /// as a forecast would count, then closed.
    private void decide(Symbol symbol, Track track, Forecaster present, Decision decision) {
        boolean fresh = track.age <= present.horizon();
        var standing = decision.standing(symbol);
        if (standing.isEmpty() || (!track.heard && fresh)) {
            return;
        }
        int held = Long.signum(standing.get().target().nanos());
        int wanted = fresh ? track.side(held, present.scale(), parameters) : 0;
        if (wanted == held) {
            return;
        }
        if (wanted == 0) {
            decision.target(symbol, Quantity.ZERO);
            return;
        }
        var shares =
                parameters
                        .sizing()
                        .shares(
                                decision.equity(),
                                standing.get().price(),
                                tracks.size(),
                                track.volatility.yearly(parameters.barsPerYear()));
        decision.target(symbol, wanted > 0 ? shares : shares.negated());
    }

    @Override
    public State state() {
        return this;
    }

    @Override
    public void save(ByteWriter out) {
        out.putText(model == null ? "" : model.modelHash()).putInt(tracks.size());
        tracks.forEach(
                (symbol, track) -> {
                    out.putText(symbol.text());
                    track.save(out);
                });
    }

    @Override
    public void restore(ByteReader in) {
        var hash = in.takeText();
        model = hash.isEmpty() ? null : models.of(hash);
        tracks.clear();
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            var track = new Track();
            tracks.put(new Symbol(in.takeText()), track);
            track.restore(in);
        }
    }

    /// What is known of one symbol.
    private static final class Track {

        private final Volatility volatility = new Volatility();
        private double forecast;
        private int age;
        private boolean heard;

        void on(Bar bar) {
            if (volatility.on(bar) && age < Integer.MAX_VALUE) {
                age++;
            }
        }

        void hear(double next) {
            forecast = next;
            age = 0;
            heard = true;
        }

        void forget() {
            forecast = 0;
            age = 0;
            heard = false;
        }

        /// -1, 0 or 1; 0 when the forecast is too small, or says the opposite of what is held.
        int side(int held, double usual, Parameters parameters) {
            if (held != 0 && forecast * held >= FADED * usual) {
                return held;
            }
            if (Math.abs(forecast) < Math.max(usual, parameters.toll())) {
                return 0;
            }
            return forecast > 0 ? 1 : parameters.shorts() ? -1 : 0;
        }

        void save(ByteWriter out) {
            volatility.save(out);
            out.putBits(Double.doubleToRawLongBits(forecast)).putInt(age).put(heard);
        }

        void restore(ByteReader in) {
            volatility.restore(in);
            forecast = Double.longBitsToDouble(in.takeLong());
            age = in.takeInt();
            heard = in.takeBoolean();
        }
    }
}
