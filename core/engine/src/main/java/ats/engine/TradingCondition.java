package ats.engine;

import module java.base;

/// Whether the engine may trade: the names of the holds in force with their reasons, the latched
/// kill switch, and a latched loss limit that allows only what shrinks risk.
public record TradingCondition(SortedMap<String, String> holds, String killed, String reducing) {

    /// Nothing stands against trading.
    public static final TradingCondition CLEAR = new TradingCondition(new TreeMap<>(), "", "");

    public TradingCondition {
        holds = Collections.unmodifiableSortedMap(new TreeMap<>(holds));
    }

    /// What may be sent.
    public enum State {
        ACTIVE,
        /// Only orders that shrink risk.
        REDUCING,
        HALTED
    }

    public State state() {
        if (!killed.isEmpty() || !holds.isEmpty()) {
            return State.HALTED;
        }
        return reducing.isEmpty() ? State.ACTIVE : State.REDUCING;
    }

    /// One line for people: why it is not active, empty when it is.
    public String reason() {
        if (!killed.isEmpty()) {
            return "killed: " + killed;
        }
        if (!holds.isEmpty()) {
            var first = holds.firstEntry();
            return first.getKey() + ": " + first.getValue();
        }
        return reducing;
    }

    public TradingCondition withHold(String name, String reason) {
        var more = new TreeMap<>(holds);
        more.put(name, reason);
        return new TradingCondition(more, killed, reducing);
    }

    public TradingCondition withoutHold(String name) {
        var fewer = new TreeMap<>(holds);
        fewer.remove(name);
        return new TradingCondition(fewer, killed, reducing);
    }

    public TradingCondition withKill(String reason) {
        return new TradingCondition(holds, reason, reducing);
    }

    public TradingCondition withReducing(String reason) {
        return new TradingCondition(holds, killed, reason);
    }
}
