package ats.launcher;

import module java.base;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// The last line of a run: what it did, in figures that two runs can be compared by.
record Figures(
        long bars,
        long frames,
        long requests,
        long orders,
        long fills,
        long denied,
        BigDecimal equity,
        BigDecimal maxDrawdown,
        BigDecimal ledgerSum,
        boolean positionsMatchBroker,
        String tradesDigest,
        String journalDigest,
        @JsonUnwrapped Learned learned,
        BigDecimal seconds,
        long peakMiB,
        String home) {

    static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(1, RoundingMode.HALF_UP);
    }
}
