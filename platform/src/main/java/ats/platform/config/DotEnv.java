package ats.platform.config;

import module java.base;

/// Reads `KEY=VALUE` lines: comments, `export `, single quotes (as they stand) and double quotes
/// (with `\n`, `\t`, `\"`, `\\`). Errors name the line but do not repeat it, since it may hold a
/// secret.
final class DotEnv {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern PLAIN = Pattern.compile("([^'\"].*?)?(?:(?:^|\\s+)#.*)?");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");

    private final Path path;
    private final List<String> errors;
    private final TreeMap<String, Raw> values = new TreeMap<>();

    private DotEnv(Path path, List<String> errors) {
        this.path = path;
        this.errors = errors;
    }

    /// What the file sets; an absent file sets nothing.
    static SortedMap<String, Raw> read(Path path, List<String> errors) {
        var reading = new DotEnv(path, errors);
        if (Files.exists(path)) reading.lines();
        return reading.values;
    }

    private void lines() {
        try {
            var lines = Files.readAllLines(path);
            for (int i = 0; i < lines.size(); i++) {
                line(i + 1, lines.get(i).strip());
            }
        } catch (IOException failed) {
            errors.add(path + " cannot be read (" + failed + "); make it readable UTF-8");
        }
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) return;
        var origin = path.getFileName() + " line " + number;
        var assignment = ASSIGNMENT.matcher(line);
        if (!assignment.matches()) {
            errors.add(origin + " is not KEY=VALUE; correct it or put # before it");
            return;
        }
        value(assignment.group(2))
                .ifPresentOrElse(
                        value -> values.put(assignment.group(1), Raw.text(value, origin)),
                        () -> errors.add(origin + ": the quotes of " + assignment.group(1)
                                + " do not close; end the value with the quote it begins with"));
    }

    private static Optional<String> value(String written) {
        var single = SINGLE.matcher(written);
        if (single.matches()) return Optional.of(single.group(1));
        var quoted = DOUBLE.matcher(written);
        if (quoted.matches()) return Optional.of(unescaped(quoted.group(1)));
        var plain = PLAIN.matcher(written);
        if (!plain.matches()) return Optional.empty();
        return Optional.of(Objects.requireNonNullElse(plain.group(1), "").strip());
    }

    private static String unescaped(String text) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                each = escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
            }
            result.append(each);
        }
        return result.toString();
    }
}
