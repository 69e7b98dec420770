package ats.platform.lockstep;

/// Lets the one who drives time wait until everything that it caused has been handled.
public interface Lockstep {
    /// The pair of that name; two calls with one name share it.
    Work work(String name);

    /// Blocks until the begun and the ended units of every pair are equal.
    void settle();

    /// For live running, where time waits for nobody: counts nothing, waits for nothing.
    static Lockstep free() {
        return FreeLockstep.INSTANCE;
    }
}
