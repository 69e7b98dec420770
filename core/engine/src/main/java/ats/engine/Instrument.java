package ats.engine;

import module java.base;

import ats.domain.CorporateAction;
import ats.domain.CorporateAction.Dividend;
import ats.domain.CorporateAction.Split;
import ats.domain.OrderId;
import ats.domain.Price;
import ats.domain.Quantity;
import ats.domain.Symbol;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.risk.Denial;
import ats.engine.risk.RiskChecks.Reference;

/// What the engine keeps of one symbol: its last price, what the strategy wants of it, and the
/// orders that work on it.
final class Instrument {

    private final Symbol symbol;
    private final SequencedMap<OrderId, LiveOrder> working = new LinkedHashMap<>();
    private Price last = Price.ZERO;
    private long lastAt;
    private Target target = new Target(Quantity.ZERO, 0);
    private boolean halted;
    private boolean flattening;
    private Quantity workingShares = Quantity.ZERO;
    private String denied = "";
    private Quantity deniedTarget = Quantity.ZERO;

    Instrument(Symbol symbol) {
        this.symbol = symbol;
    }

    Symbol symbol() {
        return symbol;
    }

    boolean priced() {
        return lastAt != 0;
    }

    Price last() {
        return last;
    }

    /// What risk judges an order of it by.
    Reference reference() {
        var price = priced() ? Optional.of(last) : Optional.<Price>empty();
        return new Reference(price, lastAt, halted);
    }

    Quantity target() {
        return target.shares();
    }

    /// Whether the strategy has ever said what it wants of it.
    boolean targeted() {
        return target.asOf() != 0;
    }

    boolean flattening() {
        return flattening;
    }

    Collection<LiveOrder> working() {
        return Collections.unmodifiableCollection(working.values());
    }

    /// The sum of what working orders may still add to the position, signed.
    Quantity workingShares() {
        return workingShares;
    }

    void price(Price price, long at) {
        if (at >= lastAt) {
            last = price;
            lastAt = at;
        }
    }

    void halt(boolean now) {
        halted = now;
    }

    void want(Target wanted) {
        target = wanted;
    }

    void flatten(boolean now) {
        flattening = now;
    }

    /// Remembers why the way to the present target was refused; false when that is known already.
    boolean deny(Denial denial) {
        boolean known = denied.equals(denial.name()) && deniedTarget.equals(target.shares());
        denied = denial.name();
        deniedTarget = target.shares();
        return !known;
    }

    void allow() {
        denied = "";
    }

    /// The last price at the new terms, and the target if it is older. Whole shares stay whole.
    void adjust(CorporateAction action) {
        switch (action) {
            case Split split -> {
                last = last.split(split.from(), split.to());
                if (targeted() && target.asOf() < split.happenedAt()) {
                    var scaled = target.shares().split(split.from(), split.to());
                    var shares = target.shares().whole() ? scaled.floor() : scaled;
                    target = new Target(shares, split.happenedAt());
                }
            }
            case Dividend dividend -> {
                var less = last.minus(dividend.perShare());
                last = less.positive() ? less : last;
            }
        }
    }

    /// To be called after every change of an order of this symbol.
    void track(LiveOrder order) {
        if (order.state().terminal()) {
            working.remove(order.order().id());
        } else {
            working.put(order.order().id(), order);
        }
        workingShares = Quantity.ZERO;
        for (var other : working.values()) {
            workingShares = workingShares.plus(other.working());
        }
    }

    void save(ByteWriter out) {
        out.putText(symbol.text()).putLong(last.nanos()).putLong(lastAt);
        out.putLong(target.shares().nanos()).putLong(target.asOf());
        out.put(halted).put(flattening);
        out.putText(denied).putLong(deniedTarget.nanos());
    }

    static Instrument restore(ByteReader in) {
        var instrument = new Instrument(new Symbol(in.takeText()));
        instrument.last = new Price(in.takeLong());
        instrument.lastAt = in.takeLong();
        instrument.target = new Target(new Quantity(in.takeLong()), in.takeLong());
        instrument.halted = in.takeBoolean();
        instrument.flattening = in.takeBoolean();
        instrument.denied = in.takeText();
        instrument.deniedTarget = new Quantity(in.takeLong());
        return instrument;
    }
}
