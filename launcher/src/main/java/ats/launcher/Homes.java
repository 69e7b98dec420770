package ats.launcher;

import module java.base;

import ats.platform.Fault;

/// Folders that runs write to.
final class Homes {

    private static final int KEPT = 5;

    private Homes() {}

    /// `ATS_HOME`, else `var` beside the script.
    static Path home() {
        var named = System.getenv("ATS_HOME");
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("ats.root", ".")).resolve("var").normalize()
                : Path.of(named);
    }

    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException cause) {
            throw Fault.misuse(
                    "cannot make the folder "
                            + folder
                            + ": "
                            + cause.getMessage()
                            + "; name one that can be written",
                    cause);
        }
    }

    /// A new numbered folder of this kind; the five newest are kept.
    static Path fresh(String kind) {
        var parent = made(home().resolve(kind));
        var numbers = numbers(parent);
        for (int index = 0; index <= numbers.size() - KEPT; index++) {
            remove(parent.resolve(Long.toString(numbers.get(index))));
        }
        long next = numbers.isEmpty() ? 1 : numbers.getLast() + 1;
        return made(parent.resolve(Long.toString(next)));
    }

    private static List<Long> numbers(Path parent) {
        try (var entries = Files.list(parent)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,9}"))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw Fault.misuse(
                    "cannot read the folder " + parent + ": " + cause.getMessage(), cause);
        }
    }

    static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException cause) {
            throw Fault.misuse("cannot remove " + folder + ": " + cause.getMessage(), cause);
        }
    }
}
