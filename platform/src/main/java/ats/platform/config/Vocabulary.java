package ats.platform.config;

import ats.platform.Fault;

import module java.base;

/// Every key and variable that may be written, and what to offer for one that may not.
final class Vocabulary {
    static final String ENVIRONMENT = "environment";
    static final String ENVIRONMENT_VARIABLE = "ATS_ENVIRONMENT";
    private static final String FILE = "_FILE";

    private final TreeMap<String, KnownKey> keys = new TreeMap<>();
    private final TreeMap<String, KnownKey> variables = new TreeMap<>();
    private final TreeMap<String, String> retired = new TreeMap<>();
    private final TreeMap<String, String> retiredVariables = new TreeMap<>();

    Vocabulary(List<Section<?>> sections) {
        sections.stream().flatMap(KnownKey::of).forEach(this::learn);
        for (var section : sections) {
            section.retired().forEach(this::retire);
        }
    }

    Collection<KnownKey> keys() {
        return keys.values();
    }

    Optional<KnownKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /// The key that a variable sets by its value.
    Optional<KnownKey> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /// The key that a variable sets by naming a file.
    Optional<KnownKey> fileVariable(String name) {
        return name.endsWith(FILE) && !variables.containsKey(name)
                ? variable(name.substring(0, name.length() - FILE.length()))
                : Optional.empty();
    }

    /// The error for a key that is not known.
    String unknownKey(String name, String origin) {
        var successor = retired.get(name);
        if (successor != null) return name + " (" + origin + ") is retired; write " + successor;
        return name + " (" + origin + ") is not a known key" + offer(name, keys.keySet());
    }

    /// The error for a variable that begins like ours and is not known.
    String unknownVariable(String name, String origin) {
        var successor = retiredVariables.get(name);
        if (successor != null) return name + " (" + origin + ") is retired; write " + successor;
        var ours = new TreeSet<>(variables.keySet());
        ours.add(ENVIRONMENT_VARIABLE);
        ours.removeIf(variable -> !variable.startsWith("ATS_"));
        return name + " (" + origin + ") is not a known variable" + offer(name, ours);
    }

    static String offer(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(name, each)))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    /// Levenshtein's: insertions, deletions and replacements, upper and lower case being alike.
    static int distance(String one, String other) {
        var row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (alike(one.charAt(i - 1), other.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static boolean alike(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    private void learn(KnownKey key) {
        if (keys.put(key.key(), key) != null) throw Fault.misuse(key.key() + " is declared twice");
        for (var variable : key.variables()) {
            var other = variables.put(variable, key);
            if (other != null || variable.equals(ENVIRONMENT_VARIABLE)) {
                throw Fault.misuse("variable " + variable + " of " + key.key() + " is taken");
            }
        }
    }

    private void retire(String old, String successor) {
        if (keys.containsKey(old)) throw Fault.misuse(old + " is both in use and retired");
        retired.put(old, successor);
        boolean key = keys.containsKey(successor);
        retiredVariables.put(
                KnownKey.variable(old), key ? KnownKey.variable(successor) : successor);
    }
}
