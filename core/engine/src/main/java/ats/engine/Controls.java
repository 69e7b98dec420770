package ats.engine;

/// The holds, the kill switch and the loss latch, and the facts of their changes.
final class Controls {

    static final String OPERATOR = "operator";

    private TradingCondition condition;

    Controls() {
        this(TradingCondition.CLEAR);
    }

    Controls(TradingCondition condition) {
        this.condition = condition;
    }

    TradingCondition condition() {
        return condition;
    }

    void hold(String name, String reason, long at, Output out) {
        change(condition.withHold(name, reason), at, out);
    }

    void release(String name, long at, Output out) {
        var released = condition.withoutHold(name);
        change(name.equals(OPERATOR) ? released.withReducing("") : released, at, out);
    }

    void kill(String reason, long at, Output out) {
        change(condition.withKill(reason.isBlank() ? "no reason given" : reason), at, out);
    }

    void rearm(long at, Output out) {
        change(condition.withKill(""), at, out);
    }

    /// Latched until the operator resumes.
    void reduce(String reason, long at, Output out) {
        if (condition.reducing().isEmpty()) {
            change(condition.withReducing(reason), at, out);
        }
    }

    private void change(TradingCondition next, long at, Output out) {
        if (!next.equals(condition)) {
            condition = next;
            out.fact(new Fact.ConditionChanged(next, at));
        }
    }
}
