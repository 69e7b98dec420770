package ats.adapters.unusualwhales;

import module java.base;

import org.junit.jupiter.api.Assumptions;

/// The recorded answers of the vendors; they do not belong to the project and may be absent.
final class Reference {
    private Reference() {}

    static String read(String name) throws IOException {
        var root = Path.of(System.getProperty("ats.root", "../.."));
        var folder = root.resolve(System.getProperty("ats.reference", "../shared"));
        var file = folder.resolve("vendors/fixtures").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "NOT CHECKED: there is no " + file);
        return Files.readString(file);
    }
}
