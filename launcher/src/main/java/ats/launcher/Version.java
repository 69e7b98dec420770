package ats.launcher;

/// The version that the build wrote into the jar.
final class Version {

    private Version() {}

    static String text() {
        var version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
