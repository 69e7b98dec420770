package ats.launcher;

import module java.base;

import ats.platform.Fault;

/// Folders that runs write to.
final class Homes {

    private static final int KEPT = 5;

    private Homes() {}

    /// The one that is configured: `ATS_HOME`, else `var` beside the script.
    static Path home() {
        return Settings.load(Map.of()).section(Settings.Run.class).home();
    }

    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException cause) {
            throw Fault.misuse(
                    "cannot make the folder "
                            + folder
                            + ": "
                            + reason(cause)
                            + "; name one that can be written (ATS_HOME or --home)",
                    cause);
        }
    }

    /// In words: the JDK's message is often the path alone.
    static String reason(IOException cause) {
        return switch (cause) {
            case FileAlreadyExistsException _ -> "there is a file of that name";
            case NoSuchFileException _ -> "there is no such place";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(cause.getMessage());
        };
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
            throw Fault.misuse("cannot read the folder " + parent + ": " + reason(cause), cause);
        }
    }

    static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException cause) {
            throw Fault.misuse("cannot remove " + folder + ": " + reason(cause), cause);
        }
    }
}
