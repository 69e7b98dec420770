package ats.platform.lockstep;

/// One named pair of counters: units of work begun and units ended.
///
/// Work that causes further work begins the child before it ends itself. So there is no moment at
/// which all pairs are equal although something is still to come, and equality means quiet.
public interface Work {
    void begin();

    /// Ends one unit; more ends than begins is a fault.
    void end();

    /// Runs the task as one unit, ended also when the task throws.
    default void during(Runnable task) {
        begin();
        try {
            task.run();
        } finally {
            end();
        }
    }
}
