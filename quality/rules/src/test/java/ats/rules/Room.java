package ats.rules;

import module java.base;

/// A room of the architecture: the modules and packages that it owns, and which rooms it may know.
enum Room {
    DOMAIN("core/domain", "ats/domain", ""),
    ENGINE("core/engine", "ats/engine", "DOMAIN"),
    FEATURES("core/features", "ats/features", "DOMAIN"),
    STRATEGY("core/strategy", "ats/strategy", "DOMAIN ENGINE FEATURES"),
    LEARNING("core/learning", "ats/learning", "DOMAIN FEATURES"),
    PLATFORM("platform", "ats/platform", ""),
    ADAPTERS("adapters/*", "ats/adapters/*", "CORE PLATFORM"),
    SERVICES("services/*", "ats/services/*", "CORE PLATFORM"),
    SIMULATOR("simulator", "ats/simulator", "DOMAIN ENGINE PLATFORM"),
    LAUNCHER("launcher", "ats/launcher", "CORE PLATFORM OUTER"),
    TESTKIT("quality/testkit", "ats/testkit", "CORE PLATFORM"),
    RULES("quality/rules", "ats/rules", "ANY"),
    SYSTEM("quality/system", "ats/system", "ANY"),
    BENCHMARKS("quality/benchmarks", "ats/benchmarks", "ANY");

    static final Set<Room> CORE = EnumSet.of(DOMAIN, ENGINE, FEATURES, STRATEGY, LEARNING);
    private static final Set<Room> OUTER = EnumSet.of(ADAPTERS, SERVICES, SIMULATOR);
    private static final Set<Room> TESTED_WITH_KIT =
            EnumSet.of(ADAPTERS, SERVICES, SIMULATOR, LAUNCHER);

    private final String module;
    private final String packages;
    private final String knows;

    Room(String module, String packages, String knows) {
        this.module = module;
        this.packages = packages;
        this.knows = knows;
    }

    /// The room of a module, named by its folder.
    static Optional<Room> ofModule(String folder) {
        return Stream.of(values()).filter(room -> matches(room.module, folder)).findFirst();
    }

    /// The place of a class: its room, and among adapters and services which one.
    static Optional<Place> place(String internalName) {
        for (var room : values()) {
            var own = room.packages.replace("/*", "");
            if (internalName.startsWith(own + "/")) {
                var rest = internalName.substring(own.length() + 1);
                var one = room.packages.endsWith("*") ? rest.replaceAll("/.*", "") : "";
                return Optional.of(new Place(room, one));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(String pattern, String folder) {
        return pattern.endsWith("/*")
                ? folder.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(folder);
    }

    /// What the name of a module makes of the package of its classes: `services/a-b` has
    /// `ats/services/ab`.
    String root(String folder) {
        var own = folder.substring(folder.lastIndexOf('/') + 1).replace("-", "");
        return packages.replace("*", own) + "/";
    }

    private boolean mayKnow(Room other, boolean test) {
        var named = List.of(knows.split(" "));
        if (named.contains("ANY") || named.contains(other.name())) {
            return true;
        }
        return (named.contains("CORE") && CORE.contains(other))
                || (named.contains("OUTER") && OUTER.contains(other))
                || (test && TESTED_WITH_KIT.contains(this) && other == TESTKIT)
                || (test && this == ADAPTERS && other == SIMULATOR);
    }

    /// A room, and the one adapter or service in it.
    record Place(Room room, String one) {

        boolean mayKnow(Place other, boolean test) {
            return room == other.room ? one.equals(other.one) : room.mayKnow(other.room, test);
        }

        @Override
        public String toString() {
            return room.name().toLowerCase(Locale.ROOT) + (one.isEmpty() ? "" : " " + one);
        }
    }
}
