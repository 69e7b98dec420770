package ats.rules;

import module java.base;

/// Words that may not stand in a source: unfinished work, and parts that we do not build on.
final class WordRule implements SourceRule {

    // in halves, so that the rule does not find itself
    private static final Map<Pattern, String> FORBIDDEN =
            Map.of(
                    Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"),
                    "unfinished: finish it, or say it in a decision page",
                    Pattern.compile("\\bThread" + "Local\\b"),
                    "context travels in a ScopedValue",
                    Pattern.compile("\\bStructured" + "TaskScope\\b"),
                    "a preview in 25: use Together",
                    Pattern.compile("\\b(org\\.mock" + "ito|org\\.easy" + "mock|mock" + "it)\\b"),
                    "no mocking library: a port has a fake");

    private static final String SUPPRESSION = "@Suppress" + "Warnings(";

    @Override
    public List<String> violations(Source source) {
        var found = new ArrayList<String>();
        var lines = source.lines();
        for (int index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            for (var forbidden : FORBIDDEN.entrySet()) {
                var match = forbidden.getKey().matcher(line);
                if (match.find()) {
                    found.add(source.at(index + 1, match.group() + ": " + forbidden.getValue()));
                }
            }
            if (line.contains(SUPPRESSION) && !line.contains("//")) {
                found.add(source.at(index + 1, "a suppression without a reason on its line"));
            }
        }
        return found;
    }
}
