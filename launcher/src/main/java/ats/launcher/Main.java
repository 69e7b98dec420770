package ats.launcher;

import module java.base;

/// Where the program begins.
public final class Main {

    private Main() {}

    static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// The exit status, for whoever must not leave the JVM. `run SERVICE`, which is all that a
    /// container ever says, needs no reader of command lines: without one it starts in less than
    /// two thirds of the time.
    static int run(String... arguments) {
        boolean alone =
                arguments.length == 2
                        && arguments[0].equals("run")
                        && LoneService.known(arguments[1]);
        return alone ? runAlone(arguments[1]) : Commands.run(arguments);
    }

    private static int runAlone(String service) {
        try {
            return LoneService.run(Settings.load(Map.of()), service);
        } catch (RuntimeException failure) { // the top of the main thread
            return Exit.after(failure);
        }
    }
}
