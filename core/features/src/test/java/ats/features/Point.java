package ats.features;

/// A value, and the slot where it stands in its window, or the value that it is paired with.
record Point(double value, double place) {}
