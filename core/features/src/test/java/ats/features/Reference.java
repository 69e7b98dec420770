package ats.features;

import module java.base;

import org.junit.jupiter.api.Assumptions;

/// Tables that others computed, from the reference folder; a test that needs one is skipped, and
/// says so, where it is absent.
final class Reference {

    private Reference() {}

    static Path file(String name) {
        var root = Path.of(System.getProperty("ats.root", "../.."));
        var folder = root.resolve(System.getProperty("ats.reference", "../shared")).normalize();
        var found = folder.resolve("oracles").resolve(name);
        Assumptions.assumeTrue(
                Files.exists(found), "SKIPPED: " + found + " is absent (ats.reference)");
        return found;
    }

    /// The columns of a CSV file by name; an empty cell is missing, and so is what is no number.
    static SequencedMap<String, double[]> table(String name) throws IOException {
        var lines = Files.readAllLines(file(name));
        var rows = lines.stream().map(line -> line.split(",", -1)).toList();
        var names = rows.getFirst();
        var columns = new LinkedHashMap<String, double[]>();
        for (int column = 0; column < names.length; column++) {
            int cell = column;
            var values = rows.stream().skip(1).mapToDouble(row -> number(row[cell]));
            columns.put(names[column], values.toArray());
        }
        return columns;
    }

    /// The numbers of one field of a file of JSON records, in order; null is missing.
    static double[] series(String name, String field) throws IOException {
        return Pattern.compile("\"" + field + "\":\\s*(null|[-+.eE0-9]+)")
                .matcher(Files.readString(file(name)))
                .results()
                .mapToDouble(found -> number(found.group(1)))
                .toArray();
    }

    private static double number(String text) {
        return text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")
                ? Double.parseDouble(text)
                : Double.NaN;
    }
}
