package ats.engine.risk;

/// What risk says of one order.
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    record Denied(Denial denial, String detail) implements Verdict {}

    Verdict ALLOWED = new Allowed();
}
