package ats.domain;

import module java.base;

/// Our own name of an order, sent to the broker as its client order id: the key of idempotency.
public record OrderId(String text) implements Comparable<OrderId> {

    /// What the broker's protocol allows.
    public static final int LENGTH_MAX = 128;

    private static final long SECOND = 1_000_000_000L;

    public OrderId {
        if (text.isEmpty() || text.length() > LENGTH_MAX || !spelled(text)) {
            throw new IllegalArgumentException("'" + text + "' is not an order id");
        }
    }

    /// The same parts give the same id on every host and after every restart. `attempt` counts
    /// orders after a terminal end of the one before; a re-send keeps its id.
    public static OrderId of(
            String account, String strategy, long decidedAt, Symbol leg, int attempt) {
        // Doubled first, so that A/B and A_B stay two names.
        var name = leg.text().replace("_", "__").replace("/", "_-");
        var text = new StringBuilder(LENGTH_MAX / 2);
        text.append(account).append('.').append(strategy).append('.');
        appendTime(text, decidedAt);
        text.append('.').append(name).append('.').append(attempt);
        return new OrderId(text.toString());
    }

    private static boolean spelled(String text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            boolean allowed =
                    (letter >= 'a' && letter <= 'z')
                            || (letter >= 'A' && letter <= 'Z')
                            || (letter >= '-' && letter <= ':' && letter != '/')
                            || letter == '_';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    /// As ISO 8601 has it, in UTC, without what separates the digits: `20170103T150000Z`, and where
    /// there is a fraction of a second, three, six or nine digits of it.
    private static void appendTime(StringBuilder text, long at) {
        int fraction = (int) Math.floorMod(at, SECOND);
        var time = LocalDateTime.ofEpochSecond(Math.floorDiv(at, SECOND), 0, ZoneOffset.UTC);
        appendDigits(text, time.getYear(), 4);
        appendDigits(text, time.getMonthValue(), 2);
        appendDigits(text, time.getDayOfMonth(), 2);
        text.append('T');
        appendDigits(text, time.getHour(), 2);
        appendDigits(text, time.getMinute(), 2);
        appendDigits(text, time.getSecond(), 2);
        if (fraction % 1_000 != 0) {
            appendDigits(text.append('.'), fraction, 9);
        } else if (fraction % 1_000_000 != 0) {
            appendDigits(text.append('.'), fraction / 1_000, 6);
        } else if (fraction != 0) {
            appendDigits(text.append('.'), fraction / 1_000_000, 3);
        }
        text.append('Z');
    }

    private static void appendDigits(StringBuilder text, int number, int count) {
        int place = 1;
        for (int digit = 1; digit < count; digit++) {
            place *= 10;
        }
        for (; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
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
