package ats.features;

/// A series whose newest value stands at `series`, and its past.
record Source(int series, Past past) {}
