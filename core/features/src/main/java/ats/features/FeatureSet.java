package ats.features;

import module java.base;

/// Features by name, each an expression over bars. Its version is a hash of what it says, not of
/// how it is written: comments, spacing and needless parentheses do not count. Threads may share
/// it.
public final class FeatureSet {

    private static final int FEATURES_MAX = 4_096;

    private final String name;
    private final SequencedMap<String, Expression> features;
    private final String canonical;
    private final String hash;
    private final Program program;

    private FeatureSet(String name, SequencedMap<String, Expression> features) {
        this.name = name;
        this.features = Collections.unmodifiableSequencedMap(features);
        this.canonical = canonical(name, features);
        this.hash = sha256(canonical);
        this.program = Planner.plan(List.copyOf(features.values()));
    }

    /// Reads `set NAME`, then one `name = expression` a line; what follows a `#` is a comment.
    ///
    /// @throws IllegalArgumentException with line and column of the first thing that is wrong
    public static FeatureSet parse(String text) {
        var name = Optional.<String>empty();
        var features = new LinkedHashMap<String, Expression>();
        var lines = text.lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            var tokens = new Tokens(lines.get(index).replaceFirst("#.*", ""), index + 1);
            if (tokens.peek().isEmpty()) {
                continue;
            }
            if (name.isEmpty()) {
                name = Optional.of(header(tokens));
            } else {
                feature(tokens, features);
            }
        }
        if (features.isEmpty()) {
            throw new IllegalArgumentException(
                    "line "
                            + Math.max(1, lines.size())
                            + ": a feature set has a first line"
                            + " 'set NAME' and at least one line 'name = expression'");
        }
        return new FeatureSet(name.orElseThrow(), features);
    }

    private static String header(Tokens tokens) {
        if (!tokens.took("set")) {
            throw tokens.refusal("expected 'set NAME' first, found " + tokens.found());
        }
        var name = identifier(tokens, "the name of the set");
        if (!tokens.peek().isEmpty()) {
            throw tokens.refusal("expected the end of the line, found " + tokens.found());
        }
        return name;
    }

    private static void feature(Tokens tokens, SequencedMap<String, Expression> features) {
        var name = identifier(tokens, "the name of a feature");
        if (features.containsKey(name)) {
            throw tokens.refusalOfLast("a second feature named '" + name + "'");
        }
        if (features.size() == FEATURES_MAX) {
            throw tokens.refusalOfLast("more than " + FEATURES_MAX + " features");
        }
        tokens.expect("=");
        features.put(name, new ExpressionParser(tokens).parse());
    }

    private static String identifier(Tokens tokens, String what) {
        if (!tokens.peek().matches("[A-Za-z_].*")) {
            throw tokens.refusal("expected " + what + ", found " + tokens.found());
        }
        return tokens.take();
    }

    public String name() {
        return name;
    }

    /// The features' names, in the order of the vector.
    public List<String> names() {
        return List.copyOf(features.keySet());
    }

    public int size() {
        return features.size();
    }

    /// The set in the one way of writing it; parsed again it gives the same set.
    public String canonical() {
        return canonical;
    }

    /// The version: SHA-256 of the canonical text, in hexadecimal digits.
    public String hash() {
        return hash;
    }

    /// How many bars have to go before the one at which every feature has its full window. What
    /// fades (`EMA`, `RSI`, `ATR`) counts until less than a millionth of the past is missing; a
    /// window over the whole history counts for nothing.
    public int lookback() {
        return features.values().stream().mapToInt(Lookback::of).max().orElseThrow();
    }

    Program program() {
        return program;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureSet set && set.canonical.equals(canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + size() + " features, " + hash.substring(0, 12) + ")";
    }

    private static String canonical(String name, SequencedMap<String, Expression> features) {
        return features.entrySet().stream()
                .map(feature -> feature.getKey() + " = " + feature.getValue().text() + "\n")
                .collect(Collectors.joining("", "set " + name + "\n", ""));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
