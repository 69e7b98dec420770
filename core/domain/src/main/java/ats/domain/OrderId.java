package ats.domain;

import module java.base;

/// Our own name of an order, sent to the broker as its client order id: the key of idempotency.
public record OrderId(String text) implements Comparable<OrderId> {

    /// What the broker's protocol allows.
    public static final int LENGTH_MAX = 128;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]+");

    public OrderId {
        if (text.length() > LENGTH_MAX || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an order id");
        }
    }

    /// The same parts give the same id on every host and after every restart. `attempt` counts
    /// orders after a terminal end of the one before; a re-send keeps its id.
    public static OrderId of(
            String account, String strategy, long decidedAt, Symbol leg, int attempt) {
        var instant = Instant.ofEpochSecond(0, decidedAt);
        var compact = instant.toString().replace("-", "").replace(":", "");
        // Doubled first, so that A/B and A_B stay two names.
        var name = leg.text().replace("_", "__").replace("/", "_-");
        return new OrderId(account + "." + strategy + "." + compact + "." + name + "." + attempt);
    }

    @Override
    public int compareTo(OrderId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
