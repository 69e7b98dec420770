package ats.simulator.source;

import module java.base;

import ats.platform.Fault;

/// Says in one line why a file could not be read.
final class Unreadable {
    private Unreadable() {}

    static Fault because(Path file, IOException cause) {
        return Fault.misuse(
                switch (cause) {
                    case NoSuchFileException _ -> "there is no file " + file;
                    case EOFException _ -> "cannot read " + file + ": it ends too early";
                    default -> "cannot read " + file + ": " + cause.getMessage();
                },
                cause);
    }
}
