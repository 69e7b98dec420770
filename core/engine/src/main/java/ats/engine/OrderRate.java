package ats.engine;

import module java.base;

import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;

/// The orders of the last minute of market time.
final class OrderRate {

    private static final long MINUTE = 60_000_000_000L;

    private final ArrayDeque<Long> sentAt = new ArrayDeque<>();

    void count(long at) {
        trim(at);
        sentAt.addLast(at);
    }

    int inLastMinute(long at) {
        trim(at);
        return sentAt.size();
    }

    void save(ByteWriter out) {
        out.putInt(sentAt.size());
        sentAt.forEach(out::putLong);
    }

    void restore(ByteReader in) {
        sentAt.clear();
        int count = in.takeInt();
        for (int index = 0; index < count; index++) {
            sentAt.addLast(in.takeLong());
        }
    }

    private void trim(long now) {
        while (!sentAt.isEmpty() && sentAt.getFirst() <= now - MINUTE) {
            sentAt.removeFirst();
        }
    }
}
