package ats.features;

import module java.base;

/// The words of one line, each with the place where it stands; the end is an empty word.
final class Tokens {

    private static final Pattern WORD =
            Pattern.compile(
                    "[A-Za-z_][A-Za-z0-9_]*"
                            + "|(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
                            + "|[<>=!]=|[-+*/<>(),=]");

    private final List<String> words = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();
    private final int line;
    private int next;

    Tokens(String text, int line) {
        this.line = line;
        var matcher = WORD.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (matcher.find(at) && matcher.start() == at) {
                add(matcher.group(), at);
                at = matcher.end();
            } else {
                add("", at);
                throw refusal(
                        words.size() - 1,
                        "'" + Character.toString(text.codePointAt(at)) + "' means nothing here");
            }
        }
        add("", text.length());
    }

    private void add(String word, int at) {
        words.add(word);
        columns.add(at + 1);
    }

    String peek() {
        return words.get(next);
    }

    String take() {
        var word = words.get(next);
        if (!word.isEmpty()) {
            next++;
        }
        return word;
    }

    /// The word that was taken last.
    String last() {
        return words.get(next - 1);
    }

    /// Takes the word if it comes next.
    boolean took(String word) {
        boolean found = peek().equals(word);
        if (found) {
            next++;
        }
        return found;
    }

    void expect(String word) {
        if (!took(word)) {
            throw refusal("expected '" + word + "', found " + found());
        }
    }

    String found() {
        return peek().isEmpty() ? "the end of the line" : "'" + peek() + "'";
    }

    /// What is wrong with the word that comes next.
    IllegalArgumentException refusal(String what) {
        return refusal(next, what);
    }

    /// What is wrong with the word that was taken last.
    IllegalArgumentException refusalOfLast(String what) {
        return refusal(next - 1, what);
    }

    private IllegalArgumentException refusal(int word, String what) {
        return new IllegalArgumentException(
                "line " + line + ", column " + columns.get(word) + ": " + what);
    }
}
