package ats.platform.time;

/// A task that waits for its market time.
public interface Scheduled {
    /// Keeps the task from starting; one that has started or ended is left alone.
    void cancel();
}
