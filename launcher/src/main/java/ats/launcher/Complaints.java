package ats.launcher;

import module java.base;

import ats.platform.Fault;

/// Tries what was written, and refuses all that cannot be read in one line.
final class Complaints {

    private final List<String> said = new ArrayList<>();

    /// Reads the value that somebody wrote under this name.
    Complaints check(String name, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            said.add(name + ": " + unreadable.getMessage());
        }
        return this;
    }

    /// Notes `rule` unless the value keeps it.
    Complaints require(boolean kept, String name, Object value, String rule) {
        if (!kept) {
            said.add(name + ": '" + value + "' does not do; write " + rule);
        }
        return this;
    }

    void raise() {
        if (!said.isEmpty()) {
            throw Fault.misuse(String.join("; ", said));
        }
    }
}
