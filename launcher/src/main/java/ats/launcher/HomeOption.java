package ats.launcher;

import module java.base;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/// Which system a command speaks of.
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "folder of the system (default: ATS_HOME, else var)")
    private @Nullable Path home;

    /// The one named, else the one configured.
    Home home() {
        return home == null
                ? Home.of(Settings.load(Map.of()).section(Settings.Run.class).home())
                : Home.of(existing(home));
    }

    private static Path existing(Path named) {
        if (!Files.isDirectory(named)) {
            throw ats.platform.Fault.misuse(named + " is no folder of a system; name one that is");
        }
        return named;
    }
}
