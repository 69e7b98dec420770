package ats.rules;

import module java.base;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

/// Every source looks as `./ats format` leaves it.
final class FormatRule implements SourceRule {

    private final Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(JavaFormatterOptions.Style.AOSP)
                            .formatJavadoc(true)
                            .build());

    @Override
    public List<String> violations(Source source) {
        try {
            var wanted = formatter.formatSourceAndFixImports(source.text()).lines().toList();
            var actual = source.lines();
            int line = 0;
            while (line < wanted.size()
                    && line < actual.size()
                    && wanted.get(line).equals(actual.get(line))) {
                line++;
            }
            return line == wanted.size() && line == actual.size()
                    ? List.of()
                    : List.of(source.at(line + 1, "not formatted: run ./ats format"));
        } catch (FormatterException failure) {
            return List.of(source.at(1, "cannot be formatted: " + failure.getMessage()));
        }
    }
}
