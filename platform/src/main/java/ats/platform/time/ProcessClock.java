package ats.platform.time;

/// Process time: monotonic nanoseconds for leases, time-outs, back-off and heartbeats. It has no
/// relation to the calendar and never enters a digest.
@FunctionalInterface
public interface ProcessClock {
    long nanos();

    static ProcessClock system() {
        return System::nanoTime;
    }
}
