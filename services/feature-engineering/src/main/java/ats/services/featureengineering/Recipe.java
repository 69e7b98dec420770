package ats.services.featureengineering;

import module java.base;

/// What the parts of a dataset are made by, and which symbols each is of. Features see one symbol
/// alone, so a part needs nothing of any other.
final class Recipe {

    /// Enough for all hands that a bus has partitions for, and so few that all columns of all parts
    /// can be mapped at once.
    private static final int PARTS_MAX = 256;

    private final int symbols;
    private final int each;
    private final String name;

    Recipe(FeatureEngineering.Needs needs) {
        var settings = needs.settings();
        symbols = settings.symbols().size();
        each = Math.max(1, Math.ceilDiv(symbols, PARTS_MAX));
        var text =
                Stream.of(
                                settings.set().hash(),
                                settings.symbols(),
                                settings.timeframe(),
                                settings.historyFrom(),
                                needs.stores().flow().isPresent(),
                                needs.code(),
                                each)
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));
        name = hash(text);
    }

    /// The same wherever the same code makes the same features of the same symbols.
    String name() {
        return name;
    }

    int parts() {
        return Math.ceilDiv(symbols, each);
    }

    /// The first symbol of a part.
    int from(int part) {
        return part * each;
    }

    /// The symbol after its last one.
    int to(int part) {
        return Math.min(symbols, (part + 1) * each);
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
