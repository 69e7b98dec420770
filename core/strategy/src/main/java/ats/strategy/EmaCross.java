package ats.strategy;

import module java.base;

import ats.domain.BySymbol;
import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.MarketEvent.Bar;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.Decision;
import ats.engine.Event;
import ats.engine.Strategy;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// Long while the fast average of the closes is above the slow one, else flat. The size is chosen
/// at entry and kept until exit.
public final class EmaCross implements Strategy, Strategy.State {

    /// How a year is cut into bars decides what a bar's volatility is a year.
    public record Parameters(int fast, int slow, Sizing sizing, double barsPerYear) {

        public Parameters {
            if (fast < 1 || slow <= fast) {
                throw new IllegalArgumentException(
                        "the fast average must be shorter than the slow one, not "
                                + fast
                                + "/"
                                + slow);
            }
        }
    }

    private final Parameters parameters;
    private final BySymbol<Track> tracks = new BySymbol<>();

    public EmaCross(Parameters parameters, List<Symbol> symbols) {
        this.parameters = parameters;
        symbols.stream()
                .sorted()
                .distinct()
                .forEach(symbol -> tracks.add(symbol, new Track(parameters)));
    }

    @Override
    public String name() {
        return "ema-cross";
    }

    @Override
    public void on(Event event) {
        if (event instanceof Event.Market(Bar bar)) {
            var track = tracks.find(bar.symbol());
            if (track.isPresent()) {
                track.get().on(bar);
            }
        } else if (event instanceof Event.Action(var action)) {
            tracks.find(action.symbol()).ifPresent(track -> track.on(action));
        }
    }

    @Override
    public void decide(Decision decision) {
        tracks.forEach((symbol, track) -> decide(symbol, track, decision));
    }

    private void decide(Symbol symbol, Track track, Decision decision) {
        if (track.slow.count() < parameters.slow()) {
            return;
        }
        var standing = decision.standing(symbol);
        if (standing.isEmpty()) {
            return;
        }
        boolean wantsIn = track.fast.value() > track.slow.value();
        boolean isIn = !standing.get().target().zero();
        if (wantsIn && !isIn) {
            var shares =
                    parameters
                            .sizing()
                            .shares(
                                    decision.equity(),
                                    standing.get().price(),
                                    tracks.size(),
                                    track.volatility(parameters.barsPerYear()));
            decision.target(symbol, shares);
        } else if (!wantsIn) {
            decision.target(symbol, Quantity.ZERO);
        }
    }

    @Override
    public State state() {
        return this;
    }

    @Override
    public void save(ByteWriter out) {
        out.putInt(tracks.size());
        tracks.forEach(
                (symbol, track) -> {
                    out.putText(symbol.text());
                    track.save(out);
                });
    }

    @Override
    public void restore(ByteReader in) {
        tracks.clear();
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            var track = new Track(parameters);
            tracks.add(new Symbol(in.takeText()), track);
            track.restore(in);
        }
    }

    /// The averages of one symbol, in today's terms.
    private static final class Track {

        private static final int VOLATILITY_PERIOD = 60;

        private final Average fast;
        private final Average slow;
        private final Average variance = new Average(VOLATILITY_PERIOD);
        private double last;
        private long seenTo;

        Track(Parameters parameters) {
            this.fast = new Average(parameters.fast());
            this.slow = new Average(parameters.slow());
        }

        /// A bar that comes late changes nothing: what follows it has been seen.
        void on(Bar bar) {
            if (bar.to() <= seenTo) {
                return;
            }
            seenTo = bar.to();
            double close = bar.close().nanos() / 1e9;
            fast.add(close);
            slow.add(close);
            if (last > 0) {
                double change = close / last - 1;
                variance.add(change * change);
            }
            last = close;
        }

        void on(CorporateAction action) {
            double factor =
                    switch (action) {
                        case Split split -> (double) split.from() / split.to();
                        case Dividend dividend -> paid(dividend);
                    };
            fast.scale(factor);
            slow.scale(factor);
            last *= factor;
        }

        double volatility(double barsPerYear) {
            return variance.count() < VOLATILITY_PERIOD
                    ? Double.NaN
                    : Math.sqrt(variance.value() * barsPerYear);
        }

        void save(ByteWriter out) {
            fast.save(out);
            slow.save(out);
            variance.save(out);
            out.putBits(Double.doubleToRawLongBits(last)).putLong(seenTo);
        }

        void restore(ByteReader in) {
            fast.restore(in);
            slow.restore(in);
            variance.restore(in);
            last = Double.longBitsToDouble(in.takeLong());
            seenTo = in.takeLong();
        }

        private double paid(Dividend dividend) {
            double cash = dividend.perShare().nanos() / 1e9;
            return last > cash ? 1 - cash / last : 1;
        }
    }
}
