package ats.adapters.alpaca;

import module java.base;

import ats.platform.json.Json;

import org.junit.jupiter.api.Assumptions;

/// The recorded answers of the vendors; they do not belong to the project and may be absent.
final class Reference {
    private Reference() {}

    static String read(String name) {
        var root = Path.of(System.getProperty("ats.root", "../.."));
        var folder = root.resolve(System.getProperty("ats.reference", "../shared"));
        var file = folder.resolve("vendors/fixtures").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "NOT CHECKED: there is no " + file);
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What the vendor says in a recorded error: its status and its body are kept side by side.
    static String errorBody(String name) {
        return Json.parse(read(name)).path("body").toString();
    }
}
