package ats.launcher;

import module java.base;

/// Rows under headings, each column as wide as its widest cell; columns of numbers stand right.
final class TextTable {

    private static final Pattern NUMBER = Pattern.compile("|-|[-+]?[\\d.,]+ ?%?");

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    TextTable row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells under " + rows.getFirst());
        }
        rows.add(List.of(cells));
        return this;
    }

    List<String> lines() {
        int columns = rows.getFirst().size();
        return rows.stream()
                .map(
                        row ->
                                IntStream.range(0, columns)
                                        .mapToObj(column -> padded(row, column))
                                        .collect(Collectors.joining("  "))
                                        .stripTrailing())
                .toList();
    }

    private String padded(List<String> row, int column) {
        int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElseThrow();
        boolean right = rows.stream().skip(1).map(each -> each.get(column)).allMatch(this::number);
        return ("%" + (right ? "" : "-") + width + "s").formatted(row.get(column));
    }

    private boolean number(String cell) {
        return NUMBER.matcher(cell).matches();
    }
}
