package ats.platform;

import module java.base;

/// A second process with this one's class path.
public final class AnotherJvm {

    private AnotherJvm() {}

    /// Runs that class, which gets the folder as its only argument; what it says comes out of one
    /// stream.
    public static Process running(Class<?> main, Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }
}
