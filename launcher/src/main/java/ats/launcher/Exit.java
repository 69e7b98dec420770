package ats.launcher;

import module java.base;

import ats.platform.Fault;

/// What a program that failed leaves to whoever started it: a status, and a line that says why.
final class Exit {

    static final int USAGE = 64;
    static final int DATA = 65;
    static final int SOFTWARE = 70;
    static final int TEMPORARY = 75;

    private Exit() {}

    /// One line says what to do; the trace of a mistake of ours goes to whoever asks for it.
    static int after(Exception failure) {
        if (traced()) {
            failure.printStackTrace();
        }
        return switch (failure) {
            case Fault fault -> {
                System.err.println("ats: " + fault.reason());
                yield switch (fault.kind()) {
                    case MISUSE -> USAGE;
                    case RETRYABLE, VENUE -> TEMPORARY;
                    case CORRUPT -> DATA;
                };
            }
            case IllegalArgumentException bad -> {
                System.err.println("ats: " + bad.getMessage());
                yield USAGE;
            }
            default -> {
                System.err.println(
                        "ats: unexpected "
                                + failure
                                + "; this is a mistake of ours: ATS_TRACE=true shows where, for"
                                + " whoever mends it");
                yield SOFTWARE;
            }
        };
    }

    /// Where the configuration cannot be read, that is what has to be said.
    private static boolean traced() {
        try {
            return Settings.load(Map.of()).section(Settings.Run.class).trace();
        } catch (Fault unreadable) {
            return false;
        }
    }
}
